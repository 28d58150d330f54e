using System.Net;
using System.Text;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>A client with a scripted service, and what a submission to it may come to.</summary>
public abstract class SubmitTest : IDisposable
{
    protected const string Accepted = """{"runId":"vid_1"}""";

    protected static Sora2Request Request { get; } = new() { Prompt = "x" };

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestClient Test { get; } = new();

    public void Dispose()
    {
        Test.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static Action<HttpResponseMessage> RetryAfter(string text) => response => response.Headers.TryAddWithoutValidation("Retry-After", text);

    protected static HttpResponseMessage Response(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body) };

    protected static string SubmissionId(string body) => JsonDocument.Parse(body).RootElement.GetProperty("conversationUUID").GetString()!;

    protected Task<VideoJob> SubmitAsync() => Test.Client.SubmitAsync(Request, Ct);

    protected Task<T> RejectsAsync<T>(int status, string body)
        where T : NanoGptException => RejectsAsync<T>(status, Encoding.UTF8.GetBytes(body));

    protected async Task<T> RejectsAsync<T>(int status, byte[] body)
        where T : NanoGptException
    {
        Test.Api.Answer(status, body);
        var failure = await Assert.ThrowsAsync<T>(() => SubmitAsync());
        Assert.Single(Test.Api.Seen);
        Assert.NotNull(failure.SubmissionId);
        return failure;
    }

    protected Task<SubmissionOutcomeUnknownException> IsUnknownAsync(int status, string body) => IsUnknownAsync(status, Encoding.UTF8.GetBytes(body));

    protected async Task<SubmissionOutcomeUnknownException> IsUnknownAsync(int status, byte[] body)
    {
        Test.Api.Answer(status, body);
        var sent = Test.Api.Seen.Count;
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
        Assert.Equal(sent + 1, Test.Api.Seen.Count);
        Assert.False(failure.IsRetrySafe);
        Assert.NotNull(failure.SubmissionId);
        return failure;
    }

    protected async Task<VideoJob> IsAcceptedAsync(int status, string body)
    {
        Test.Api.Answer(status, body);
        var job = await SubmitAsync();
        Assert.Equal("vid_1", job.RunId);
        return job;
    }
}
