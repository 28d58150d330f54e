using System.Net;
using System.Text;

namespace NanoGpt.Testing;

/// <summary>Responds to HTTP requests from a script and keeps the requests.</summary>
public sealed class StubHandler : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> script = new();

    /// <summary>Gets the requests so far.</summary>
    public List<SeenRequest> Seen { get; } = [];

    /// <summary>Adds a response to the script.</summary>
    public StubHandler Answer(int status, string body = "", Action<HttpResponseMessage>? with = null) =>
        Answer(status, Encoding.UTF8.GetBytes(body), with);

    /// <inheritdoc cref="Answer(int, string, Action{HttpResponseMessage})"/>
    public StubHandler Answer(int status, byte[] body, Action<HttpResponseMessage>? with = null) => Do((_, _) =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        with?.Invoke(response);
        return Task.FromResult(response);
    });

    /// <summary>Adds a failure to the script.</summary>
    public StubHandler Throw(Exception exception) => Do((_, _) => Task.FromException<HttpResponseMessage>(exception));

    /// <summary>Adds a step to the script.</summary>
    public StubHandler Do(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> step)
    {
        script.Enqueue(step);
        return this;
    }

    /// <summary>Gets or sets a value indicating whether request bodies stay unread, as without a connection.</summary>
    public bool LeavesBodyUnread { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new MemoryStream();
        if (request.Content is not null && !LeavesBodyUnread)
        {
            await request.Content.CopyToAsync(sent, cancellationToken);   // as a connection does: the content keeps no copy
        }

        Seen.Add(new SeenRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value)),
            Encoding.UTF8.GetString(sent.ToArray())));
        foreach (var (name, value) in Seen[^1].Headers)
        {
            if (name is not ("x-api-key" or "Authorization" or "SIGN-IN-WITH-X" or "X-Sign-In-With-X"))
            {
                CanaryOfAllTests.Watch.Look($"header {name}", value);
            }
        }

        CanaryOfAllTests.Watch.Look("link", Seen[^1].Link.ToString());
        CanaryOfAllTests.Watch.Look("body", Seen[^1].Body);
        cancellationToken.ThrowIfCancellationRequested();
        var response = await script.Dequeue()(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}

/// <summary>A request that a <see cref="StubHandler"/> received.</summary>
public sealed record SeenRequest(string Method, Uri Link, Dictionary<string, string> Headers, string Body);
