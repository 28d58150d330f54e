using ModelContextProtocol.Protocol;
using NanoGpt.Extensions.AI;

namespace NanoGpt.Cli.Mcp;

/// <summary>Converts functions and their results to the messages of the protocol.</summary>
internal static class McpMessages
{
    public static Tool ToTool(VideoFunction function) => new()
    {
        Name = function.Name,
        Title = function.Title,
        Description = function.Description,
        InputSchema = function.JsonSchema,
        OutputSchema = function.ReturnJsonSchema,
        Annotations = new ToolAnnotations
        {
            Title = function.Title,
            ReadOnlyHint = function.IsReadOnly,
            DestructiveHint = function.CostsMoney,   // money that is spent does not come back
            IdempotentHint = function.IsIdempotent,
            OpenWorldHint = function.UsesService,
        },
    };

    public static CallToolResult ToResult(VideoCallResult result) => new()
    {
        IsError = result.IsError,
        StructuredContent = result.Value,
        Content =
        [
            new TextContentBlock { Text = result.Value.GetRawText() },
            .. result.Videos.OfType<Microsoft.Extensions.AI.UriContent>().Select(ToLink),
        ],
    };

    private static ResourceLinkBlock ToLink(Microsoft.Extensions.AI.UriContent video) => new()
    {
        Uri = video.Uri.AbsoluteUri,
        Name = Path.GetFileName(video.Uri.LocalPath) is { Length: > 0 } name ? name : "video",
        MimeType = video.MediaType,
    };
}
