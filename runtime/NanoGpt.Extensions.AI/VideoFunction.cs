using NanoGpt.Extensions.AI.Functions;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI;

/// <summary>Represents an operation on models, requests or jobs that an agent can call.</summary>
/// <remarks>
/// A refusal, such as an invalid request or an exceeded budget, is a result and not an exception, so that the agent reads it.
/// </remarks>
public sealed class VideoFunction : AIFunction
{
    private readonly FunctionInfo info;
    private readonly Func<ToolArguments, VideoCall, CancellationToken, Task<FunctionResult>> operation;
    private readonly Lazy<JsonElement> schema;
    private readonly Lazy<JsonElement> returnSchema;

    internal VideoFunction(FunctionInfo info, Func<ToolArguments, VideoCall, CancellationToken, Task<FunctionResult>> operation)
    {
        (this.info, this.operation) = (info, operation);
        schema = new(info.CreateSchema);
        returnSchema = new(() => ToolJson.SchemaOf(info.Result));
    }

    /// <inheritdoc/>
    public override string Name => info.Name;

    /// <inheritdoc/>
    public override string Description => info.Description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => schema.Value;

    /// <inheritdoc/>
    public override JsonElement? ReturnJsonSchema => returnSchema.Value;

    /// <summary>Gets the title for people.</summary>
    public string Title => info.Title;

    /// <summary>Gets a value that indicates whether the function changes nothing.</summary>
    public bool IsReadOnly => info.IsReadOnly;

    /// <summary>Gets a value that indicates whether the function can spend money.</summary>
    public bool CostsMoney => info.CostsMoney;

    /// <summary>Gets a value that indicates whether a repeated call has no further effect.</summary>
    public bool IsIdempotent => info.IsIdempotent;

    /// <summary>Gets a value that indicates whether the function uses the service of a provider.</summary>
    public bool UsesService => info.UsesService;

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="call">What the caller provides.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the call. If a submission has begun, its outcome is then unknown, and its price stays reserved.
    /// </param>
    public async Task<VideoCallResult> CallAsync(
        IEnumerable<KeyValuePair<string, object?>> arguments, VideoCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            var read = ToolArguments.Read(info.Parameters, arguments);
            var (value, videos) = await operation(read, call, cancellationToken).ConfigureAwait(false);
            return new VideoCallResult(JsonSerializer.SerializeToElement(value, info.Result)) { Videos = videos };
        }
        catch (Exception e) when (FailureReader.Read(e) is { } error)
        {
            var failure = new FailureResult(error);
            return new VideoCallResult(JsonSerializer.SerializeToElement(failure, ToolJson.Default.FailureResult))
            {
                IsError = true,
            };
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(
        AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var call = arguments.Context?.TryGetValue(typeof(VideoCall), out var given) == true ? (VideoCall?)given : null;
        var result = await CallAsync(arguments, call ?? new VideoCall(), cancellationToken).ConfigureAwait(false);
        return result.Videos.Count == 0
            ? result.Value
            : new List<AIContent>([new TextContent(result.Value.GetRawText()), .. result.Videos]);
    }
}
