namespace NanoGpt;

/// <summary>Fetches videos into files that are complete or absent.</summary>
internal sealed class MediaDownloader : IDisposable
{
    private const int MostRedirects = 5;

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

    public async Task DownloadAsync(Uri link, string path, bool overwrite, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        path = Path.GetFullPath(path);
        if (!overwrite && Path.Exists(path))
        {
            throw new IOException($"The file {path} exists already.");
        }

        try
        {
            using var response = await OpenAsync(link, ct).ConfigureAwait(false);
            await SaveAsync(response.Content, path, overwrite, progress, ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException && !ct.IsCancellationRequested)
        {
            throw new DownloadFailedException($"The download from {link.Host} failed: {exception.Message}", exception) { IsRetrySafe = true };
        }
    }

    public void Dispose() => ownHttp?.Dispose();

    // Follows redirects by hand: each hop is checked anew, and only the service's own origin gets the key.
    private async Task<HttpResponseMessage> OpenAsync(Uri link, CancellationToken ct)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (!Origins.IsAllowed(link, options.AllowInsecureLoopback))
            {
                throw new DownloadFailedException($"The video's link has the scheme {link.Scheme}; only https is fetched.");
            }

            var response = await SendAsync(link, ct).ConfigureAwait(false);
            try
            {
                switch ((int)response.StatusCode)
                {
                    case 200:
                        var opened = response;
                        response = null;
                        return opened;

                    case 301 or 302 or 303 or 307 or 308 when response.Headers.Location is { } location:
                        link = new Uri(link, location);
                        break;

                    case 403 or 404 or 410:
                        throw new OutputExpiredException($"The video on {link.Host} can no longer be fetched ({(int)response.StatusCode}).")
                        { StatusCode = response.StatusCode };

                    default:
                        throw new DownloadFailedException($"The host {link.Host} answered {(int)response.StatusCode}.")
                        { StatusCode = response.StatusCode, IsRetrySafe = true };
                }
            }
            finally
            {
                response?.Dispose();
            }
        }

        throw new DownloadFailedException($"The video's link redirects more than {MostRedirects} times.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri link, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        api.Authorize(request);
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

    private async Task SaveAsync(HttpContent content, string path, bool overwrite, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        // In the same directory, so that the move is atomic; with a name of its own, so that two downloads do not meet.
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                await CopyAsync(content, file, progress, ct).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private async Task CopyAsync(HttpContent content, FileStream file, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        var total = content.Headers.ContentLength;
        if (total > options.MaxDownloadBytes)
        {
            throw TooLarge();
        }

        using var idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, idle.Token);
        using var buffer = new PooledBuffer(1 << 16);
        var memory = buffer.GetMemory(1 << 16);
        var received = 0L;
        var isChecked = false;
        try
        {
            var stream = await content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (true)
                {
                    idle.CancelAfter(options.DownloadIdleTimeout);
                    var read = isChecked
                        ? await stream.ReadAsync(memory, either.Token).ConfigureAwait(false)
                        : await stream.ReadAtLeastAsync(memory, VideoContainer.HeaderLength, false, either.Token).ConfigureAwait(false);
                    if (!isChecked && !VideoContainer.IsVideo(memory.Span[..read]))
                    {
                        throw new DownloadFailedException(read == 0 ? "The video is empty." : "What the link gives is not a video.");
                    }

                    isChecked = true;
                    if (read == 0)
                    {
                        break;
                    }

                    received += read;
                    if (received > options.MaxDownloadBytes)
                    {
                        throw TooLarge();
                    }

                    await file.WriteAsync(memory[..read], ct).ConfigureAwait(false);
                    progress?.Report(new DownloadProgress(received, total));
                }
            }
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came for {options.DownloadIdleTimeout:c}.", exception);
        }
        catch (HttpIOException exception)
        {
            throw new DownloadFailedException($"The connection broke after {received} bytes.", exception) { IsRetrySafe = true };
        }

        if (total is not null && received != total)
        {
            throw new DownloadFailedException($"The video is cut off: {received} of {total} bytes came.") { IsRetrySafe = true };
        }
    }

    private DownloadFailedException TooLarge() =>
        new(FormattableString.Invariant($"The video has more than {options.MaxDownloadBytes} bytes."));
}
