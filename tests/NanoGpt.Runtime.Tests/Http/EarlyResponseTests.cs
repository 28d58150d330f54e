using System.Net;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Http;

/// <summary>A server may respond while the body is being sent. The rest of the body must still be that of its request.</summary>
public sealed class EarlyResponseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Row", "S74")]
    [InlineData(202)]
    [InlineData(413)]
    public async Task SubmitAsync_ResponseBeforeTheBodyIsRead_KeepsTheBodyOfTheRequest(int status)
    {
        var handler = new EarlyAnswer(status);
        using var http = new HttpClient(handler);
        using var client = TestClient.New(new(), http);
        for (var i = 0; i < 20; i++)
        {
            handler.IsEarly = true;
            var first = Request((char)('a' + i));
            await Record.ExceptionAsync(() => client.SubmitAsync(first, Ct));
            handler.IsEarly = false;
            await client.SubmitAsync(Request('Z'), Ct);
            Assert.DoesNotContain("ZZZ", await handler.FinishFirstAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Row", "S74")]
    public async Task SerializeToStreamAsync_AfterDispose_Throws()
    {
        var content = new VideoRequestContent(Request('x'));
        content.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => content.CopyToAsync(Stream.Null, Ct));
    }

    private static RawVideoRequest Request(char prompt) => new("m") { AdditionalFields = new() { ["prompt"] = new string(prompt, 500) } };

    // Answers when the first bytes of the body are there, and reads on afterwards.
    private sealed class EarlyAnswer(int status) : HttpMessageHandler
    {
        private Task reading = Task.CompletedTask;
        private Gate gate = new();

        public bool IsEarly { get; set; }

        public async Task<string> FinishFirstAsync()
        {
            gate.Open.SetResult();
            await reading;
            return Encoding.UTF8.GetString(gate.ToArray());
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!IsEarly)
            {
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
                return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("""{"runId":"vid_2"}""") };
            }

            gate = new Gate();
            reading = request.Content!.CopyToAsync(gate, CancellationToken.None);
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("""{"runId":"vid_1"}""") };
        }
    }

    private sealed class Gate : MemoryStream
    {
        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Open.Task;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
