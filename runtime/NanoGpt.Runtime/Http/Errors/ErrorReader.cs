using System.Text.RegularExpressions;

namespace NanoGpt.Http;

/// <summary>Reads error responses. If there is no reason, the message is an excerpt of the response.</summary>
internal static partial class ErrorReader
{
    public static ApiError Read(ApiResponse response)
    {
        var text = response.Text;
        using var document = LenientJson.Parse(response.Body);
        if (document is null)
        {
            return new ApiError { Message = Excerpt(response) };
        }

        var root = document.RootElement;
        var details = Innermost(root);
        var type = details.Find("type").AsCleanText(text);
        var code = Code(details.Find("code"), text) ?? Code(root.Find("code"), text);
        var failure = FailureReader.Read(root, text);
        return new ApiError
        {
            Message = details.Find("userFriendlyError").AsCleanText(text) ?? failure.Message ?? Excerpt(response),
            Fields = failure.Fields,
            Type = type,
            Code = code,
            Parameter = details.Find("param").AsCleanText(text) ?? failure.Fields.FirstOrDefault()?.Field,
            RefundMessage = root.Find("refundMessage").AsCleanText(text) ?? details.Find("refundMessage").AsCleanText(text),
            RequiredBalance = root.Find("requiredBalance").AsAmount() ?? details.Find("requiredBalance").AsAmount(),
            RemainingBalance = root.Find("remainingBalance").AsAmount() ?? details.Find("remainingBalance").AsAmount(),
            IsContentPolicy = IsContentPolicyCode(type) || IsContentPolicyCode(code) || IsBlocked(failure.Message)
                || root.Find("moderation") is not null
                || root.Find("isNSFWError").AsBoolean() == true || details.Find("isNSFWError").AsBoolean() == true,
            IsUpstream = details.Find("details").Find("name").AsText() == "UpstreamError",
        };
    }

    private static string? Excerpt(ApiResponse response) =>
        response.Text.Excerpt(response.Body) is var excerpt && excerpt.Any(char.IsLetterOrDigit) ? excerpt : null;

    // The innermost object of {"error": {"error": {…}}} has the details.
    private static JsonElement Innermost(JsonElement root)
    {
        const int MaxDepth = 4;
        for (var depth = 0; depth < MaxDepth && root.Find("error") is { ValueKind: JsonValueKind.Object } inner; depth++)
        {
            root = inner;
        }

        return root;
    }

    private static string? Code(JsonElement? code, SafeText text) =>
        code.AsCleanText(text) ?? (code?.ValueKind == JsonValueKind.Number ? code.AsText() : null);

    private static bool IsContentPolicyCode(string? code) =>
        code is not null && (code.Contains("content_policy", StringComparison.OrdinalIgnoreCase)
            || code.Equals("moderation_blocked", StringComparison.OrdinalIgnoreCase));

    private static bool IsBlocked(string? message) => message is not null && Blocked().IsMatch(message);

    [GeneratedRegex(
        "(blocked|rejected|refused|flagged) by (our |the )?(content )?(moderation|safety)|content policy",
        RegexOptions.IgnoreCase)]
    private static partial Regex Blocked();
}
