using System.Text.Json;
using System.Text.RegularExpressions;

namespace NanoGpt.Http;

/// <summary>
/// Reads error responses: the reason (<see cref="FailureReader"/>), kind, code, parameter, refund, balance and moderation. If
/// there is no reason, the message is an excerpt of the response.
/// </summary>
internal static partial class ErrorReader
{
    public static ApiError Read(ApiResponse answer)
    {
        var text = answer.Text;
        using var document = LenientJson.Parse(answer.Body);
        if (document is null)
        {
            return new ApiError { Message = Excerpt(answer) };
        }

        var root = document.RootElement;
        var details = Innermost(root);
        var type = details.Find("type").AsCleanText(text);
        var code = Code(details.Find("code"), text) ?? Code(root.Find("code"), text);
        var failure = FailureReader.Read(root, text);
        return new ApiError
        {
            Message = details.Find("userFriendlyError").AsCleanText(text) ?? failure.Message ?? Excerpt(answer),
            Fields = failure.Fields,
            Type = type,
            Code = code,
            Parameter = details.Find("param").AsCleanText(text) ?? failure.Fields.FirstOrDefault()?.Field,
            RefundMessage = root.Find("refundMessage").AsCleanText(text) ?? details.Find("refundMessage").AsCleanText(text),
            RequiredBalance = root.Find("requiredBalance").AsAmount() ?? details.Find("requiredBalance").AsAmount(),
            RemainingBalance = root.Find("remainingBalance").AsAmount() ?? details.Find("remainingBalance").AsAmount(),
            IsContentPolicy = IsOfContent(type) || IsOfContent(code) || IsBlocked(failure.Message)
                || root.Find("moderation") is not null
                || root.Find("isNSFWError").AsBoolean() == true || details.Find("isNSFWError").AsBoolean() == true,
            IsUpstream = details.Find("details").Find("name").AsText() == "UpstreamError",
        };
    }

    private static string? Excerpt(ApiResponse answer) =>
        answer.Text.Excerpt(answer.Body) is var excerpt && excerpt.Any(char.IsLetterOrDigit) ? excerpt : null;

    // The innermost object of {"error": {"error": {…}}} has the details.
    private static JsonElement Innermost(JsonElement root)
    {
        const int Deepest = 4;
        for (var depth = 0; depth < Deepest && root.Find("error") is { ValueKind: JsonValueKind.Object } inner; depth++)
        {
            root = inner;
        }

        return root;
    }

    private static string? Code(JsonElement? code, SafeText text) =>
        code.AsCleanText(text) ?? (code?.ValueKind == JsonValueKind.Number ? code.AsText() : null);

    private static bool IsOfContent(string? word) =>
        word is not null && (word.Contains("content_policy", StringComparison.OrdinalIgnoreCase)
            || word.Equals("moderation_blocked", StringComparison.OrdinalIgnoreCase));

    private static bool IsBlocked(string? message) => message is not null && Blocked().IsMatch(message);

    [GeneratedRegex(
        "(blocked|rejected|refused|flagged) by (our |the )?(content )?(moderation|safety)|content policy",
        RegexOptions.IgnoreCase)]
    private static partial Regex Blocked();
}
