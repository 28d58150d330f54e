using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>Downloads videos into files or targets that are complete or absent, and resumes interrupted downloads.</summary>
internal sealed class MediaDownloader : IDisposable
{
    private const int MaxFailures = 5;    // consecutive attempts without progress
    private const int MaxStarts = 5;   // in one call

    private readonly ConcurrentDictionary<string, RunningDownload> running = new(StringComparer.Ordinal);
    private readonly ApiConnection api;
    private readonly VideoClientOptions options;
    private readonly HttpClient? ownedHttp;
    private readonly HttpClient http;

    public MediaDownloader(ApiConnection api, VideoClientOptions options)
    {
        this.api = api;
        this.options = options;
        ownedHttp = options.DownloadHttpClient is null ? HttpClients.NewMediaClient(options) : null;
        http = options.DownloadHttpClient ?? ownedHttp!;
    }

    /// <summary>Returns the source of a link. The key is sent only to the origin of the service.</summary>
    public IVideoSource Link(VideoJob job, string content, Uri link, long? completedAt, bool isKeyless = false) =>
        new VideoLink(link, DownloadIdentity.Compute(job, content, link), api, http, options)
        { CompletedAt = completedAt, IsKeyless = isKeyless };

    /// <summary>Downloads a video. A concurrent call for the same video and file shares the outcome.</summary>
    public async Task DownloadAsync(
        IVideoSource source, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        while (true)
        {
            var download = new RunningDownload(source.Identity);
            var active = running.GetOrAdd(path, download);
            if (active != download)
            {
                if (active.Identity != download.Identity)
                {
                    throw new IOException($"Another video is being downloaded to {path}: each video requires its own path.");
                }

                try
                {
                    await active.Completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    continue;   // the active call was canceled, this one was not
                }
            }

            try
            {
                await DownloadOnceAsync(source, path, overwrite, isPicture, progress, cancellationToken).ConfigureAwait(false);
                running.TryRemove(path, out _);
                download.Completion.SetResult();
                return;
            }
            catch (Exception exception)
            {
                running.TryRemove(path, out _);
                if (exception is OperationCanceledException)
                {
                    download.Completion.SetCanceled(CancellationToken.None);
                }
                else
                {
                    download.Completion.SetException(exception);
                    _ = download.Completion.Task.Exception;   // marks it as observed
                }

                throw;
            }
        }
    }

    /// <summary>Downloads a video into a target, which it completes.</summary>
    public async Task DownloadAsync(
        IVideoSource source, IDownloadTarget target, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        source.ThrowIfUnsafe();
        try
        {
            var part = new TargetPart(target, source.Identity);
            await FillAsync(part, source, isPicture: false, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNetwork(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw Failed(source, exception);
        }

        await target.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => ownedHttp?.Dispose();

    private async Task DownloadOnceAsync(
        IVideoSource source, string path, bool overwrite, bool isPicture, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (Directory.Exists(path) || (!overwrite && Path.Exists(path)))
        {
            throw new IOException($"The file {path} already exists.");
        }

        // Devices and pipes have no length, which distinguishes them from files without opening them.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new IOException($"{path} is empty or not a regular file: remove it before it is replaced.");
        }

        source.ThrowIfUnsafe();
        var part = new PartFile(path, source.Identity);
        await using (part.ConfigureAwait(false))
        {
            try
            {
                await part.TakeOverAsync(cancellationToken).ConfigureAwait(false);
                await FillAsync(part, source, isPicture, progress, cancellationToken).ConfigureAwait(false);
                await part.FinishAsync(overwrite, options.DownloadReached).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // After an interruption, a cancellation or a temporary refusal, but not after a file that is not a video.
                if (cancellationToken.IsCancellationRequested || IsNetwork(exception)
                    || exception is OutputExpiredException or DownloadFailedException { IsRetrySafe: true })
                {
                    part.Keep();
                }

                if (IsNetwork(exception) && !cancellationToken.IsCancellationRequested)
                {
                    throw Failed(source, exception);
                }

                throw;
            }
        }
    }

    private static DownloadFailedException Failed(IVideoSource source, Exception exception) =>
        new($"The download from {source.Host} failed: {exception.Message}", exception) { IsRetrySafe = true };

    // Exceptions of the disk are passed on to the caller.
    private static bool IsNetwork(Exception exception) =>
        exception is HttpRequestException or TimeoutException or BrokenException;

    // Continues as long as there is progress, and begins again a limited number of times.
    private async Task FillAsync(
        VideoPart part, IVideoSource source, bool isPicture, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!part.IsComplete)
        {
            var before = part.Length;
            try
            {
                using var video = await source.OpenAsync(part, cancellationToken).ConfigureAwait(false);
                await CopyAsync(video, part, source, isPicture, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is BrokenException or HttpRequestException
                && !cancellationToken.IsCancellationRequested
                && (part.Total is not null || part.StartCount > 0 || source.RetriesFirstRequest))
            {
                if (part.Continuable is null)
                {
                    part.Forget();   // without a total length, a part would count as the whole file
                }

                failures = part.Length > before ? 0 : failures + 1;
                if (failures == MaxFailures || part.StartCount >= MaxStarts)
                {
                    throw;
                }

                await Task.Delay(DownloadBackoff.Delay(failures, options), options.TimeProvider, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    private async Task CopyAsync(
        OpenedVideo video, VideoPart part, IVideoSource source, bool isPicture, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (part.Total > options.MaxDownloadBytes)
        {
            throw TooLarge();
        }

        using var idle = new Deadline(Timeout.InfiniteTimeSpan, options.TimeProvider, cancellationToken);
        using var buffer = new PooledBuffer(1 << 16);
        var memory = buffer.GetMemory(1 << 16);
        var isChecked = part.Length > 0;
        try
        {
            var stream = await video.Response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (true)
                {
                    idle.Restart(options.DownloadIdleTimeout);
                    var minBytes = isChecked ? 1 : MediaSignature.Length;
                    var read = await ReadAsync(stream, memory, minBytes, idle.Token).ConfigureAwait(false);
                    if (!isChecked && !IsMedium(memory.Span[..read], isPicture))
                    {
                        throw read < MediaSignature.Length && video.End > read
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

                    if (part.Length + read > video.End)
                    {
                        part.Forget();
                        throw new BrokenException($"The host sent more than the announced {video.End} bytes.");
                    }

                    await part.AppendAsync(memory[..read], cancellationToken).ConfigureAwait(false);
                    progress?.Report(new DownloadProgress(part.Length, part.Total));
                }
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No byte was received for {options.DownloadIdleTimeout:c}.", exception);
        }

        if (part.Length < video.End)
        {
            throw new BrokenException($"The video is incomplete: {part.Length} of {part.Total} bytes were received.");
        }
    }

    private static async ValueTask<int> ReadAsync(
        Stream stream, Memory<byte> memory, int minBytes, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(memory, minBytes, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new BrokenException($"The connection broke: {exception.Message}", exception);
        }
    }

    private static bool IsMedium(ReadOnlySpan<byte> start, bool isPicture) =>
        isPicture ? MediaSignature.IsPicture(start) : MediaSignature.IsVideo(start);

    private DownloadFailedException TooLarge() =>
        new(FormattableString.Invariant($"The video has more than {options.MaxDownloadBytes} bytes."));

    private sealed class RunningDownload(string identity)
    {
        public string Identity => identity;

        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class BrokenException(string message, Exception? inner = null) : Exception(message, inner);
}

/// <summary>Computes the delay before a retry: up to one second, doubled with each failure.</summary>
internal static class DownloadBackoff
{
    public static TimeSpan Delay(int failures, VideoClientOptions options) =>
        TimeSpan.FromSeconds(1) * (1 << failures) * options.JitterSource();
}
