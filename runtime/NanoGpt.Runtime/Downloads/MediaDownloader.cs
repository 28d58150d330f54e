using System.Collections.Concurrent;

namespace NanoGpt;

/// <summary>Fetches videos into files that are complete or absent, and continues what was cut off where the server can.</summary>
internal sealed class MediaDownloader : IDisposable
{
    private const int MostBreaks = 5;   // without progress in between

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly ApiConnection api;
    private readonly VideoClientOptions options;
    private readonly HttpClient? ownHttp;
    private readonly HttpClient http;

    public MediaDownloader(ApiConnection api, VideoClientOptions options)
    {
        this.api = api;
        this.options = options;
        ownHttp = options.DownloadHttpClient is null ? Handlers.NewMediaClient(options) : null;
        http = options.DownloadHttpClient ?? ownHttp!;
    }

    /// <summary>Downloads what a link gives, with the key if the link is the service's own.</summary>
    public Task DownloadAsync(Uri link, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct) =>
        DownloadAsync(new VideoLink(link, api, http, options), path, overwrite, isPicture, progress, ct);

    /// <summary>Downloads the video of a link that is itself the key: ours does not go along, wherever it points.</summary>
    public Task DownloadKeylessAsync(Uri link, string path, bool overwrite, IProgress<DownloadProgress>? progress, CancellationToken ct) =>
        DownloadAsync(new VideoLink(link, api, http, options) { IsKeyless = true }, path, overwrite, isPicture: false, progress, ct);

    /// <summary>Downloads; a second call for the same file while the first runs shares its outcome.</summary>
    public async Task DownloadAsync(
        IVideoSource source, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
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
                await DownloadOnceAsync(source, path, overwrite, isPicture, progress, ct).ConfigureAwait(false);
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

    private async Task DownloadOnceAsync(IVideoSource source, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        if (Directory.Exists(path) || (!overwrite && Path.Exists(path)))
        {
            throw new IOException($"The file {path} exists already.");
        }

        source.ThrowIfUnsafe();
        var part = new PartFile(path);
        await using (part.ConfigureAwait(false))
        {
            try
            {
                await FillAsync(part, source, isPicture, progress, ct).ConfigureAwait(false);
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
                    throw new DownloadFailedException($"The download from {source.Host} failed: {exception.Message}", exception) { IsRetrySafe = true };
                }

                throw;
            }
        }
    }

    private static bool IsBreak(Exception exception, CancellationToken ct) =>
        ct.IsCancellationRequested || exception is HttpRequestException or TimeoutException or BrokenException or OutputExpiredException;

    // Goes on after breaks as long as the server can continue and each attempt brings something; or begins anew, not for ever.
    private async Task FillAsync(PartFile part, IVideoSource source, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        for (var breaks = 0; ;)
        {
            var before = part.Info?.Received ?? 0;
            try
            {
                using var response = await source.OpenAsync(part, ct).ConfigureAwait(false);
                await CopyAsync(response, part, source, isPicture, progress, ct).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is BrokenException or HttpRequestException && !ct.IsCancellationRequested && (part.Info is not null || source.OnlyRestarts))
            {
                breaks = part.Info is not null && part.Length > before ? 0 : breaks + 1;
                if (breaks == MostBreaks)
                {
                    throw;
                }

                await Task.Delay(TimeSpan.FromSeconds(1) * (1 << breaks) * options.Chance(), options.TimeProvider, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, PartFile part, IVideoSource source, bool isPicture, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        var total = part.Length + response.Content.Headers.ContentLength;
        if (total > options.MaxDownloadBytes)
        {
            throw TooLarge();
        }

        using var idle = new Deadline(Timeout.InfiniteTimeSpan, options.TimeProvider, ct);
        using var buffer = new PooledBuffer(1 << 16);
        var memory = buffer.GetMemory(1 << 16);
        var isChecked = part.Length > 0;
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (true)
                {
                    idle.Restart(options.DownloadIdleTimeout);
                    var read = await ReadAsync(stream, memory, isChecked ? 1 : MediaSignature.Length, idle.Token).ConfigureAwait(false);
                    if (!isChecked && !(isPicture ? MediaSignature.IsPicture(memory.Span[..read]) : MediaSignature.IsVideo(memory.Span[..read])))
                    {
                        throw read < MediaSignature.Length && total > read
                            ? new BrokenException($"The connection broke after {read} bytes.")
                            : source.NoVideo(memory.Span[..read]);
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

    private DownloadFailedException TooLarge() =>
        new(FormattableString.Invariant($"The video has more than {options.MaxDownloadBytes} bytes."));

    private sealed class BrokenException(string message, Exception? inner = null) : Exception(message, inner);
}
