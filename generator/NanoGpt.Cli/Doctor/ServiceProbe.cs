using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace NanoGpt.Cli.Doctor;

/// <summary>
/// Requests the service's public list of models, which requires no key and is free of charge, and checks the response.
/// </summary>
internal sealed class ServiceProbe(Uri address, Catalog catalog, TimeProvider clock)
{
    private const int ShownIds = 3;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(1);

    /// <summary>Checks name resolution, connection, clock and models. Checks that depend on a failed one are omitted.</summary>
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await NameAsync(cancellationToken);

        // Redirects are not followed: a captive portal returns one.
        using var http = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = RequestTimeout });
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(RequestTimeout);
        var start = clock.GetTimestamp();
        HttpResponseMessage? response = null;
        string? error = null;
        try
        {
            response = await http.GetAsync(new Uri(address, "api/v1/video-models"), deadline.Token);
        }
        catch (HttpRequestException e)
        {
            error = $"{e.HttpRequestError}: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = string.Create(CultureInfo.InvariantCulture, $"no response in {RequestTimeout.TotalSeconds:0} s");
        }

        if (response is null)
        {
            yield return new CheckResult(
                "service", Verdict.Failed, $"{address} cannot be reached: {error}. Check the network and HTTPS_PROXY.");
            yield break;
        }

        using (response)
        {
            var elapsed = clock.GetElapsedTime(start);
            var isWell = response.StatusCode == HttpStatusCode.OK;
            yield return new CheckResult(
                "service",
                isWell ? Verdict.Ok : Verdict.Failed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{address} returned {(int)response.StatusCode} in {elapsed.TotalMilliseconds:0} ms"));
            if (response.Headers.Date is { } date)
            {
                yield return Clock(date);
            }

            foreach (var header in response.Headers
                .Where(header => header.Key.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)))
            {
                yield return new CheckResult("rate limit", Verdict.Ok, $"{header.Key}: {string.Join(", ", header.Value)}");
            }

            if (isWell)
            {
                yield return await ModelsAsync(response.Content, deadline.Token);
            }
        }
    }

    private async Task<CheckResult> NameAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.IdnHost, cancellationToken);
            return new CheckResult(
                "name", Verdict.Ok, $"{address.IdnHost} is {string.Join(", ", found.Take(2).Select(one => one.ToString()))}");
        }
        catch (SocketException e)
        {
            // Behind a proxy the name need not resolve locally.
            return new CheckResult("name", Verdict.Warning, $"{address.IdnHost} does not resolve on this machine: {e.Message}");
        }
    }

    private CheckResult Clock(DateTimeOffset date)
    {
        var skew = clock.GetUtcNow() - date;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the service's");
        return skew.Duration() <= ToleratedSkew
            ? new CheckResult("clock", Verdict.Ok, $"this machine's is {words}")
            : new CheckResult(
                "clock", Verdict.Warning, $"this machine's is {words}: correct it, or the reset times of rate limits are wrong");
    }

    private async Task<CheckResult> ModelsAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            using var list = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            var live = list.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)
                .ToHashSet();
            var own = catalog.Models.Where(model => model.Provider == ProviderIds.NanoGpt).ToList();
            var known = own.Where(model => model.Status == ModelStatus.Active).Select(model => model.Id).ToHashSet();
            var unlisted = known.Except(live).Order(StringComparer.Ordinal).ToList();
            var added = live.Except(own.Select(model => model.Id)).Order(StringComparer.Ordinal).ToList();
            return unlisted.Count + added.Count == 0
                ? new CheckResult("models", Verdict.Ok, $"all {known.Count} active models of the directory are available")
                : new CheckResult(
                    "models", Verdict.Warning,
                    $"the directory differs from the service's list: {Some(added, "unknown here")}; "
                        + $"{Some(unlisted, "not available")}. See 'nanogpt sync'.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new CheckResult("models", Verdict.Warning, "the service's list of models cannot be read");
        }
    }

    private static string Some(List<string> ids, string what)
    {
        var shown = string.Join(", ", ids.Take(ShownIds)) + (ids.Count > ShownIds ? ", …" : "");
        return $"{ids.Count} {what}{(ids.Count == 0 ? "" : $" ({shown})")}";
    }
}

/// <summary>Represents the result of one check.</summary>
internal sealed record CheckResult(string Name, Verdict Verdict, string Text, int ExitCode = Cli.ExitCode.Unexpected);

/// <summary>Specifies the outcome of a check.</summary>
internal enum Verdict
{
    Ok,

    Warning,

    Failed,
}
