using System.Text.Json;

namespace NanoGpt;

/// <summary>
/// Reads the service's error envelopes: <c>error</c> as an object, a text or a number; <c>message</c> at the top; with or without
/// status, refund, moderation and payment offers.
/// </summary>
internal static class ErrorReader
{
    public static ApiError Read(byte[] body)
    {
        using var document = LooseJson.Parse(body);
        if (document is null)
        {
            return new ApiError { Message = body.Length == 0 ? null : SafeText.Excerpt(body) };
        }

        var root = document.RootElement;
        var error = root.Find("error");
        var details = error is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        var type = details.Find("type").AsCleanText();
        var code = Code(details.Find("code")) ?? Code(root.Find("code"));
        return new ApiError
        {
            Message = root.Find("userFriendlyError").AsCleanText()
                ?? details.Find("userFriendlyError").AsCleanText()
                ?? error.AsCleanText()
                ?? details.Find("message").AsCleanText()
                ?? root.Find("message").AsCleanText(),
            Type = type,
            Code = code,
            Parameter = details.Find("param").AsCleanText(),
            RefundMessage = root.Find("refundMessage").AsCleanText() ?? details.Find("refundMessage").AsCleanText(),
            RequiredBalance = root.Find("requiredBalance").AsAmount() ?? details.Find("requiredBalance").AsAmount(),
            RemainingBalance = root.Find("remainingBalance").AsAmount() ?? details.Find("remainingBalance").AsAmount(),
            IsContentPolicy = Says(type, "content_policy") || Says(code, "content_policy")
                || root.Find("moderation") is not null
                || root.Find("isNSFWError").AsTruth() == true || details.Find("isNSFWError").AsTruth() == true,
        };
    }

    private static string? Code(JsonElement? code) =>
        code.AsCleanText() ?? (code?.ValueKind == JsonValueKind.Number ? code.AsText() : null);

    private static bool Says(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
