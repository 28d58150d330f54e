using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace NanoGpt.Cli.Mcp;

/// <summary>Prepares the JSON types of the protocol, which take most of the time until the first answer.</summary>
internal static class ProtocolTypes
{
    private static readonly Type[] Needed =
    [
        typeof(JsonRpcMessage), typeof(InitializeRequestParams), typeof(InitializeResult), typeof(ListToolsResult),
        typeof(CallToolRequestParams), typeof(CallToolResult), typeof(ListResourcesResult), typeof(ReadResourceResult),
        typeof(ListPromptsResult), typeof(GetPromptResult),
    ];

    /// <summary>Starts to prepare them on another thread, while this one reads the command line.</summary>
    public static void Prepare() => Task.Run(static () => Array.ForEach(
        Needed, static type => McpJsonUtilities.DefaultOptions.GetTypeInfo(type)));
}
