using System.Net.Http.Headers;
using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Webhooks;

/// <summary>Sends a signed webhook when a job with a <c>callback_url</c> has ended.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly EmulatorOptions options;
    private readonly Func<IEmulatorBehavior> behavior;
    private readonly CancellationToken stopping;
    private readonly WebhookSigner? signer;
    private readonly WebhookSigner forger = WebhookSigner.Random;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private long sent;

    public WebhookSender(EmulatorOptions options, Func<IEmulatorBehavior> behavior, CancellationToken stopping)
    {
        (this.options, this.behavior, this.stopping) = (options, behavior, stopping);
        signer = options.WebhookSecret is { } secret ? WebhookSigner.Create(secret) : null;
        if (options.WebhookAddress is { IsLoopback: false })
        {
            throw new ArgumentException("The address that receives webhooks must be one of this machine.", nameof(options));
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Removes the <c>callback_url</c> from a request. Returns the error of an invalid one; null for none.</summary>
    public EmulatorResponse? Take(JsonObject body, out Uri? callback)
    {
        callback = null;
        if (body[CallbackUrl.Name] is not { } node)
        {
            return null;
        }

        body.Remove(CallbackUrl.Name);
        return signer is null
            ? ErrorResponses.InvalidValue(
                CallbackUrl.Name, $"{CallbackUrl.Name} requires a signing secret: create one in the settings of the account.")
            : CallbackUrl.Read(node, out callback) is { } problem
            ? ErrorResponses.InvalidValue(CallbackUrl.Name, $"{CallbackUrl.Name} cannot be used: {problem}.")
            : null;
    }

    /// <summary>Sends the webhook of a job at its end.</summary>
    public void Schedule(EmulatorJob job, string subject)
    {
        if (signer is null || job.CallbackUrl is not { } callback || options.WebhookAddress is not { } address)
        {
            return;
        }

        var number = Interlocked.Increment(ref sent);
        var id = $"msg_{TimeOrderedId.Create(options.TimeProvider.GetUtcNow()):N}";
        var call = new EmulatorCall(number, "POST", callback.AbsolutePath, id)
        { Route = EmulatorRoute.Webhook, Subject = subject };
        var link = new Uri(address, callback.PathAndQuery);
        foreach (var delivery in behavior().Deliver(call, new WebhookDelivery()))
        {
            _ = SendAsync(job, id, link, delivery, delivery.IsForged ? forger : signer);
        }
    }

    // A failure is that of the receiver: the service does not promise delivery either.
    private async Task SendAsync(EmulatorJob job, string id, Uri link, WebhookDelivery delivery, WebhookSigner signedBy)
    {
        try
        {
            var time = options.TimeProvider;
            await Task.Delay(options.QueueTime + options.RunTime + delivery.Delay, time, stopping);
            var timestamp = (time.GetUtcNow() - delivery.Age).ToUnixTimeSeconds();
            var body = Encoding.UTF8.GetBytes(Body(job, time.GetUtcNow()).ToJsonString());
            using var message = new HttpRequestMessage(HttpMethod.Post, link) { Content = new ByteArrayContent(body) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            message.Headers.Add("webhook-id", id);
            message.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            message.Headers.Add("webhook-signature", signedBy.Sign(id, timestamp, body));
            using var response = await http.SendAsync(message, stopping);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
        }
    }

    // The service documents no body, except that it contains no result. This is the recommended form.
    private static JsonObject Body(EmulatorJob job, DateTimeOffset now) => new()
    {
        ["type"] = job.Outcome == JobOutcome.Completed ? "video.completed" : "video.failed",
        ["timestamp"] = now.ToString("O", CultureInfo.InvariantCulture),
        ["data"] = new JsonObject { ["runId"] = job.RunId, ["model"] = job.Model },
    };
}

/// <summary>Reads a <c>callback_url</c> by the rules of the service.</summary>
internal static class CallbackUrl
{
    public const string Name = "callback_url";

    private const int MaxLength = 2048;

    /// <summary>Returns what is wrong with a link; null if it is valid.</summary>
    public static string? Read(JsonNode node, out Uri? link)
    {
        link = null;
        if (node.GetValueKind() != JsonValueKind.String || node.GetValue<string>() is not { Length: <= MaxLength } text)
        {
            return "it must be a text of at most 2,048 characters";
        }

        if (PublicLink.FindProblem(text, acceptsHttp: false) is { } problem)
        {
            return problem;
        }

        link = new Uri(text);
        return link.Fragment.Length > 0 ? "it has a fragment" : null;
    }
}
