using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NanoGpt.Definitions;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Doctor;

/// <summary>Asks the service for its public list of models, which needs no key and costs nothing, and reads all it can from the answer.</summary>
/// <param name="address">The service.</param>
/// <param name="catalog">What the directory knows.</param>
/// <param name="clock">This machine's clock.</param>
internal sealed class ServiceProbe(Uri address, Catalog catalog, TimeProvider clock)
{
    private const int ShownIds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(1);

    /// <summary>Name, connection, clock and drift; a later one is missing if an earlier one makes it pointless.</summary>
    public async IAsyncEnumerable<Checkup> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await NameAsync(cancellationToken);

        // Redirects are shown, not followed: a portal that asks for a login answers with one.
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience });
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var start = clock.GetTimestamp();
        HttpResponseMessage? answer = null;
        string? trouble = null;
        try
        {
            answer = await http.GetAsync(new Uri(address, "api/v1/video-models"), deadline.Token);
        }
        catch (HttpRequestException e)
        {
            trouble = $"{e.HttpRequestError}: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            trouble = string.Create(CultureInfo.InvariantCulture, $"no answer in {Patience.TotalSeconds:0} s");
        }

        if (answer is null)
        {
            yield return new Checkup("service", Verdict.Failed, $"{address} cannot be reached: {trouble}. Check the network and HTTPS_PROXY.");
            yield break;
        }

        using (answer)
        {
            var elapsed = clock.GetElapsedTime(start);
            var isWell = answer.StatusCode == HttpStatusCode.OK;
            yield return new Checkup(
                "service",
                isWell ? Verdict.Ok : Verdict.Failed,
                string.Create(CultureInfo.InvariantCulture, $"{address} answers {(int)answer.StatusCode} in {elapsed.TotalMilliseconds:0} ms"));
            if (answer.Headers.Date is { } date)
            {
                yield return Clock(date);
            }

            foreach (var header in answer.Headers.Where(header => header.Key.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)))
            {
                yield return new Checkup("rate limit", Verdict.Ok, $"{header.Key}: {string.Join(", ", header.Value)}");
            }

            if (isWell)
            {
                yield return await ModelsAsync(answer.Content, deadline.Token);
            }
        }
    }

    private async Task<Checkup> NameAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.IdnHost, cancellationToken);
            return new Checkup("name", Verdict.Ok, $"{address.IdnHost} is {string.Join(", ", found.Take(2).Select(one => one.ToString()))}");
        }
        catch (SocketException e)
        {
            // Behind a proxy the name need not resolve here.
            return new Checkup("name", Verdict.Warning, $"{address.IdnHost} does not resolve on this machine: {e.Message}");
        }
    }

    private Checkup Clock(DateTimeOffset date)
    {
        var skew = clock.GetUtcNow() - date;
        var words = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the service's");
        return skew.Duration() <= ToleratedSkew
            ? new Checkup("clock", Verdict.Ok, $"this machine's is {words}")
            : new Checkup("clock", Verdict.Warning, $"this machine's is {words}: set it, or reset times of limits will be off");
    }

    private async Task<Checkup> ModelsAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            using var list = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            var live = list.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!).ToHashSet();
            var own = catalog.Models.Where(model => model.Provider == ProviderIds.NanoGpt).ToList();
            var known = own.Where(model => model.Status == ModelStatus.Active).Select(model => model.Id).ToHashSet();
            var gone = known.Except(live).Order(StringComparer.Ordinal).ToList();
            var fresh = live.Except(own.Select(model => model.Id)).Order(StringComparer.Ordinal).ToList();
            return gone.Count + fresh.Count == 0
                ? new Checkup("models", Verdict.Ok, $"all {known.Count} active models of the directory are on sale")
                : new Checkup("models", Verdict.Warning, $"the directory differs from the service's list: {Some(fresh, "unknown here")}; {Some(gone, "not on sale")}. See 'nanogpt sync'.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new Checkup("models", Verdict.Warning, "the service's list of models cannot be read");
        }
    }

    private static string Some(List<string> ids, string what) =>
        $"{ids.Count} {what}{(ids.Count == 0 ? "" : $" ({string.Join(", ", ids.Take(ShownIds))}{(ids.Count > ShownIds ? ", …" : "")})")}";
}
