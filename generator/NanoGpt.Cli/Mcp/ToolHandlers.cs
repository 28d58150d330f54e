using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using NanoGpt.Extensions.AI;

namespace NanoGpt.Cli.Mcp;

/// <summary>Lists and calls the tools.</summary>
/// <param name="createFunctions">Creates the functions, at the first request for them.</param>
/// <param name="requiresApproval">Whether the user must approve what costs money.</param>
internal sealed class ToolHandlers(Func<IReadOnlyList<VideoFunction>> createFunctions, bool requiresApproval)
{
    private readonly Lazy<IReadOnlyList<VideoFunction>> functions = new(createFunctions);
    private Lazy<ListToolsResult>? listed;

    private Lazy<ListToolsResult> Listed => listed ??= new(
        // In parallel: most of the time is that of the schemas of models.
        () => new ListToolsResult { Tools = [.. functions.Value.AsParallel().AsOrdered().Select(McpMessages.ToTool)] });

    public ValueTask<ListToolsResult> ListAsync(
        RequestContext<ListToolsRequestParams> context, CancellationToken cancellationToken) => new(Listed.Value);

    public async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        var request = context.Params ?? throw new McpProtocolException("The call has no parameters.", McpErrorCode.InvalidParams);
        var function = functions.Value.FirstOrDefault(function => function.Name == request.Name)
            ?? throw new McpProtocolException("There is no such tool: list the tools.", McpErrorCode.InvalidParams);
        var arguments = (request.Arguments ?? new Dictionary<string, JsonElement>())
            .Select(static argument => KeyValuePair.Create(argument.Key, (object?)argument.Value));
        var progress = request.ProgressToken is { } token ? new McpProgress(context.Server, token) : null;
        var call = new VideoCall
        {
            Progress = progress,
            ApproveAsync = requiresApproval ? new McpApproval(context.Server).AskAsync : null,
        };
        var result = await function.CallAsync(arguments, call, cancellationToken);
        await (progress?.FlushAsync() ?? Task.CompletedTask);
        return McpMessages.ToResult(result);
    }
}
