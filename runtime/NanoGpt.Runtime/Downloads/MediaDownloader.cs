using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace NanoGpt;

/// <summary>Fetches videos into files that are complete or absent, and continues what was cut off where the server can.</summary>
internal sealed class MediaDownloader : IDisposable
{
    private const int MostRedirects = 5;
    private const int MostBreaks = 5;   // without progress in between

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly ApiConnection api;
    private readonly NanoGptClientOptions options;
    private readonly HttpClient? ownHttp;
    private readonly HttpClient http;

    public MediaDownloader(ApiConnection api, NanoGptClientOptions options)
    {
        this.api = api;
        this.options = options;
        ownHttp = options.DownloadHttpClient is null ? Handlers.NewMediaClient(options) : null;
        http = options.DownloadHttpClient ?? ownHttp!;
    }

    /// <summary>Downloads; a second call for the same file while the first runs shares its outcome.</summary>
    public async Task DownloadAsync(Uri link, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        path = Path.GetFullPath(path);
        while (true)
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = running.GetOrAdd(path, mine.Task);
            if (first != mine.Task)
            {
                try
                {
                    await first.WaitAsync(ct).ConfigureAwait(false);
                    return;
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    continue;   // the first gave up, which is not our wish
                }
            }

            try
            {
                await DownloadOnceAsync(link, path, overwrite, isPicture, progress, ct).ConfigureAwait(false);
                running.TryRemove(path, out _);
                mine.SetResult();
                return;
            }
            catch (Exception exception)
            {
                running.TryRemove(path, out _);
                if (exception is OperationCanceledException)
                {
                    mine.SetCanceled(CancellationToken.None);
                }
                else
                {
                    mine.SetException(exception);
                    _ = mine.Task.Exception;   // observed, if nobody shares it
                }

                throw;
            }
        }
    }

    public void Dispose() => ownHttp?.Dispose();

    private async Task DownloadOnceAsync(Uri link, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        if (Directory.Exists(path) || (!overwrite && Path.Exists(path)))
        {
            throw new IOException($"The file {path} exists already.");
        }

        ThrowIfUnsafe(link);
        var part = new PartFile(path);
        await using (part.ConfigureAwait(false))
        {
            try
            {
                await FillAsync(part, link, isPicture, progress, ct).ConfigureAwait(false);
                await part.FinishAsync(overwrite).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Kept if it can be continued: after a break, a cancellation or a crash, never after a video that is none.
                if (part.Info is null || !IsBreak(exception, ct))
                {
                    await part.DropAsync().ConfigureAwait(false);
                }

                if (exception is HttpRequestException or TimeoutException or BrokenException && !ct.IsCancellationRequested)
                {
                    throw new DownloadFailedException($"The download from {link.Host} failed: {exception.Message}", exception) { IsRetrySafe = true };
                }

                throw;
            }
        }
    }

    private static bool IsBreak(Exception exception, CancellationToken ct) =>
        ct.IsCancellationRequested || exception is HttpRequestException or TimeoutException or BrokenException or OutputExpiredException;

    // Goes on after breaks as long as the server can continue and each attempt brings something.
    private async Task FillAsync(PartFile part, Uri link, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        for (var breaks = 0; ;)
        {
            var before = part.Info?.Received ?? 0;
            try
            {
                using var response = await OpenAsync(part, link, ct).ConfigureAwait(false);
                await CopyAsync(response, part, isPicture, progress, ct).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is BrokenException or HttpRequestException && !ct.IsCancellationRequested && part.Info is not null)
            {
                breaks = part.Length > before ? 0 : breaks + 1;
                if (breaks == MostBreaks)
                {
                    throw;
                }

                await Task.Delay(TimeSpan.FromSeconds(1) * (1 << breaks) * options.Chance(), options.TimeProvider, ct).ConfigureAwait(false);
            }
        }
    }

    // Follows redirects by hand: each hop is checked anew, and only the service's own origin gets the key.
    private async Task<HttpResponseMessage> OpenAsync(PartFile part, Uri link, CancellationToken ct)
    {
        var info = part.Info;
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            ThrowIfUnsafe(link);
            var response = await SendAsync(link, info, ct).ConfigureAwait(false);
            var keeps = false;
            try
            {
                switch (DownloadDecision.Of((int)response.StatusCode, link, response.Headers.Location, response.Content.Headers.ContentRange, info))
                {
                    case DownloadDecision.Fresh:
                        var fresh = PartInfo.Of(response);
                        part.Begin(fresh.ETag is { } tag && api.ShowsKey(tag) ? fresh with { ETag = null } : fresh);   // it goes to the disk
                        keeps = true;
                        return response;

                    case DownloadDecision.Append:
                        keeps = true;
                        return response;

                    case DownloadDecision.Redirect redirect:
                        link = redirect.Link;
                        break;

                    case DownloadDecision.Restart:
                        info = null;
                        break;

                    case DownloadDecision.Expired:
                        throw new OutputExpiredException($"The video on {link.Host} can no longer be fetched ({(int)response.StatusCode}).")
                        { StatusCode = response.StatusCode };

                    case DownloadDecision.Fail fail:
                        throw new DownloadFailedException($"The host {link.Host} {fail.Why}.") { StatusCode = response.StatusCode, IsRetrySafe = true };
                }
            }
            finally
            {
                if (!keeps)
                {
                    response.Dispose();
                }
            }
        }

        throw new DownloadFailedException($"The video's link redirects more than {MostRedirects} times.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri link, PartInfo? part, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        api.Authorize(request);
        if (part is not null)
        {
            request.Headers.Range = new RangeHeaderValue(part.Received, null);
            request.Headers.TryAddWithoutValidation("If-Range", part.Validator);
        }

        using var deadline = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"There was no answer within {options.RequestTimeout:c}.", exception);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, PartFile part, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        var total = part.Length + response.Content.Headers.ContentLength;
        if (total > options.MaxDownloadBytes)
        {
            throw TooLarge();
        }

        using var idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, idle.Token);
        using var buffer = new PooledBuffer(1 << 16);
        var memory = buffer.GetMemory(1 << 16);
        var isChecked = part.Length > 0;
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (true)
                {
                    idle.CancelAfter(options.DownloadIdleTimeout);
                    var read = await ReadAsync(stream, memory, isChecked ? 1 : VideoContainer.HeaderLength, either.Token).ConfigureAwait(false);
                    if (!isChecked && !(isPicture ? VideoContainer.IsPicture(memory.Span[..read]) : VideoContainer.IsVideo(memory.Span[..read])))
                    {
                        throw read < VideoContainer.HeaderLength && total > read
                            ? new BrokenException($"The connection broke after {read} bytes.")
                            : new DownloadFailedException(read == 0 ? "The video is empty." : "What the link gives is not a video.");
                    }

                    isChecked = true;
                    if (read == 0)
                    {
                        break;
                    }

                    if (part.Length + read > options.MaxDownloadBytes)
                    {
                        throw TooLarge();
                    }

                    await part.AppendAsync(memory[..read], ct).ConfigureAwait(false);
                    progress?.Report(new DownloadProgress(part.Length, total));
                }
            }
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came for {options.DownloadIdleTimeout:c}.", exception);
        }

        if (total is not null && part.Length != total)
        {
            throw new BrokenException($"The video is cut off: {part.Length} of {total} bytes came.");
        }
    }

    // Only what the network throws is a break; the disk's exceptions are the caller's business.
    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> memory, int atLeast, CancellationToken ct)
    {
        try
        {
            return await stream.ReadAtLeastAsync(memory, atLeast, throwOnEndOfStream: false, ct).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new BrokenException($"The connection broke: {exception.Message}", exception);
        }
    }

    private void ThrowIfUnsafe(Uri link)
    {
        if (!Origins.IsAllowed(link, options.AllowInsecureLoopback) || link.UserInfo.Length > 0)
        {
            throw new DownloadFailedException(link.UserInfo.Length > 0
                ? $"The video's link on {link.Host} carries a user name; it is not followed."
                : $"The video's link has the scheme {link.Scheme}; only https is fetched.")
            { IsUnsafeLink = true };
        }

        if (api.ShowsKey(link.OriginalString))
        {
            throw new DownloadFailedException("The video's link carries the API key; it is not followed.") { IsUnsafeLink = true };
        }
    }

    private DownloadFailedException TooLarge() =>
        new(FormattableString.Invariant($"The video has more than {options.MaxDownloadBytes} bytes."));

    private sealed class BrokenException(string message, Exception? inner = null) : Exception(message, inner);
}
