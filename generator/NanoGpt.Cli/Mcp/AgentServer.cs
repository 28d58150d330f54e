using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace NanoGpt.Cli.Mcp;

/// <summary>Runs the server of an agent over streams.</summary>
internal static class AgentServer
{
    private const string Instructions =
        "Generates AI videos. Find a model, validate the request and repair its findings, then submit it; wait for the job and "
        + "save its video. Submitting spends money within the budget of the user. If an outcome is unknown, never submit the "
        + "same request under another request_id.";

    /// <summary>Sets the options of a server.</summary>
    public static void Configure(McpServerOptions options, ToolHandlers tools, PageHandlers pages)
    {
        options.ServerInfo = new Implementation { Name = "nanogpt", Title = "AI video models", Version = NanoGptCommand.Version };
        options.ServerInstructions = Instructions;
        options.Capabilities = new ServerCapabilities { Tools = new(), Resources = new(), Prompts = new() };
        options.Handlers = new McpServerHandlers
        {
            ListToolsHandler = tools.ListAsync,
            CallToolHandler = tools.CallAsync,
            ListResourcesHandler = pages.ListAsync,
            ListResourceTemplatesHandler = pages.ListTemplatesAsync,
            ReadResourceHandler = pages.ReadAsync,
            ListPromptsHandler = PromptHandlers.ListAsync,
            GetPromptHandler = PromptHandlers.GetAsync,
        };
    }

    /// <summary>Serves one client until its input ends, or until the token is canceled.</summary>
    public static async Task RunAsync(
        Stream input, Stream output, ToolHandlers tools, PageHandlers pages, CancellationToken cancellationToken)
    {
        var options = new McpServerOptions();
        Configure(options, tools, pages);
        await using var transport = new StreamServerTransport(input, output, "nanogpt");
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancellationToken);
    }
}
