using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Http;

/// <summary>Keys in any encoding are removed from displayed text, and never from data.</summary>
public sealed class SecretTests
{
    private const string Key = "sk-Test/a+b=7f3a9b2c4d5e";

    private static readonly SafeText Text = new(new ApiKeys(new NanoGptApiKey(Key), ApiAuthentication.Bearer, renew: null));

    [Fact]
    [Trait("Row", "K01")]
    public void Clean_KeyInAnyEscape_IsReplaced() => Prop.ForAll(
        Gen.Choose(0, 6).ArrayOf(Key.Length).ToArbitrary(),
        spellings =>
        {
            var written = string.Concat(Key.Zip(spellings, Spell));
            var shown = Text.Clean($"before {written} after");
            return shown.StartsWith("before *", StringComparison.Ordinal) && shown.EndsWith("* after", StringComparison.Ordinal)
                && !EscapedText.Decode(shown).Decoded.Contains("7f3a9b2c4d5e", StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [Trait("Row", "K02")]
    [InlineData("SK-TEST/A+B=7F3A9B2C4D5E")]
    [InlineData("c2stVGVzdC9hK2I9N2YzYTliMmM0ZDVl")]
    [InlineData("sk-Test\\\\u002Fa\\\\u002bb=7f3a9b2c4d5e")]
    [InlineData("sk-Test%252Fa%252Bb%253D7f3a9b2c4d5e")]
    public void Clean_KeyInOtherCaseOrEncodedTwice_IsReplaced(string written) =>
        Assert.DoesNotContain(written[^6..], Text.Clean($"x {written} y"), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [Trait("Row", "K04")]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Excerpt_BodyInUtf16_IsReadAndHasNoKey(string encoding, bool hasMark)
    {
        var text = Encoding.GetEncoding(encoding);
        byte[] body = [.. hasMark ? text.GetPreamble() : [], .. text.GetBytes($"<html>Refused: {Key}.</html>")];
        Assert.Equal($"Refused: {new string('*', Key.Length)}.", Text.Excerpt(body));
        Assert.DoesNotContain("7f3a", Text.Body(body), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "K03")]
    public async Task SubmitAsync_KeyInTheStatusLine_IsNotInTheException()
    {
        await using var server = new FaultServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 {Key} {Key}\r\n\r\n");
        });
        using var client = new NanoGptClient(Key, new() { BaseAddress = server.Address, AllowInsecureLoopback = true });
        var request = new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } };
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(request, TestContext.Current.CancellationToken));
        Assert.NotNull(failure.InnerException);
        Assert.DoesNotContain("7f3a9b2c", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [Trait("Row", "K06")]
    [InlineData("vid")]
    [InlineData("local")]
    [InlineData("k")]
    public async Task Data_KeyInAResponse_IsUnchanged(string key)
    {
        using var api = new StubHandler();
        using var http = new HttpClient(api);
        using var client = new NanoGptClient(key, new(), http);
        api.Answer(202, """{"taskId":"vid_local_k1","model":"sora-2"}""")
            .Answer(200, """{"requestId":"vid_local_k1","data":{"status":"COMPLETED","output":{"video":{"url":"https://localhost.example/video/k.mp4"}}}}""");
        var request = new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } };
        var job = await client.SubmitAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("vid_local_k1", job.RunId);
        var update = await client.GetStatusAsync(job, TestContext.Current.CancellationToken);
        Assert.Equal("https://localhost.example/video/k.mp4", Assert.Single(update.Outputs).Url.AbsoluteUri);
    }

    [Fact]
    [Trait("Row", "K06")]
    public void Body_ContainsTheKey_IsCleanedOnlyForDisplay()
    {
        var answer = new ApiResponse(HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes($$"""{"error":"no {{Key.Replace("/", "\\/", StringComparison.Ordinal)}}"}""")) { Text = Text };
        var exception = ApiErrors.ToException(answer);
        Assert.DoesNotContain("7f3a9b2c", exception + exception.ResponseBody, StringComparison.Ordinal);
        Assert.Contains("7f3a9b2c", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    private static string Spell(char c, int how) => how switch
    {
        1 => $"\\u{(int)c:x4}",
        2 => $"\\u{(int)c:X4}",
        3 => $"%{(int)c:X2}",
        4 => $"&#x{(int)c:x};",
        5 => string.Create(CultureInfo.InvariantCulture, $"&#0{(int)c};"),
        6 when c is '/' => "\\/",
        _ => c.ToString(),
    };
}
