using NanoGpt.Extensions.AI.Operations;

namespace NanoGpt.Extensions.AI;

/// <summary>
/// Represents the tools of an agent: functions that find models, check requests, and generate videos within budgets.
/// </summary>
/// <remarks>
/// <para>
/// The price of a submission is reserved in the store before it is sent, at most once in a call. An unknown outcome keeps its
/// reserve. A repeated call with the same <c>request_id</c> returns the first job.
/// </para>
/// <para>The tools dispose neither clients nor stores.</para>
/// </remarks>
public sealed class VideoTools : IDisposable
{
    private readonly ModelIndex index;
    private readonly SpendingLedger ledger;
    private readonly SubmitOperation submit;
    private readonly Lazy<IReadOnlyList<VideoFunction>> functions;

    /// <summary>Initializes the tools.</summary>
    /// <param name="services">The services, one for each provider.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">Two services are of one provider.</exception>
    public VideoTools(IReadOnlyList<VideoService> services, VideoToolOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (services.DistinctBy(static service => service.Provider).Count() < services.Count)
        {
            throw new ArgumentException("Each provider must have one service.", nameof(services));
        }

        index = new ModelIndex(
            options.LoadCatalog ?? DirectoryFiles.BuiltInCatalog, services.Select(static service => service.Provider));
        var list = new ServiceList(services, options);
        var requests = new RequestOperations(index, new MediaFiles(options.MediaFolder));
        ledger = new SpendingLedger(list, options);
        submit = new SubmitOperation(index, requests, list, ledger, options);
        functions = new(() => FunctionTable.Create(
            new ModelOperations(index), requests, submit, new JobOperations(list, options), ledger, options.MaxWait));
    }

    /// <summary>Initializes the tools for one client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="store">The store, which must be the <see cref="VideoClientOptions.SubmissionStore"/> of the client.</param>
    /// <param name="options">The options.</param>
    public VideoTools(IVideoClient client, ISubmissionStore store, VideoToolOptions options)
        : this([new VideoService(client, store)], options)
    {
    }

    /// <summary>Gets the functions for all models.</summary>
    public IReadOnlyList<VideoFunction> Functions => functions.Value;

    /// <summary>Creates a function for each selected model, whose parameters are described by the schema of that model.</summary>
    /// <param name="isSelected">Selects models.</param>
    public IReadOnlyList<VideoFunction> CreateModelFunctions(Func<ModelDefinition, bool> isSelected)
    {
        ArgumentNullException.ThrowIfNull(isSelected);
        return [.. index.Offered.Where(isSelected).Select(model => FunctionTable.CreateOf(model, index, submit))];
    }

    /// <summary>Returns functions as tools of a chat client; those that cost money require an approval.</summary>
    /// <param name="functions">The functions.</param>
    public static IList<AITool> WithApproval(IEnumerable<VideoFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        return [.. functions.Select(
            static function => function.CostsMoney ? new ApprovalRequiredAIFunction(function) : (AITool)function)];
    }

    /// <inheritdoc/>
    public void Dispose() => ledger.Dispose();
}
