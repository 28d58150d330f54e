using System.Net.Http.Headers;

namespace NanoGpt.Jobs;

/// <summary>Represents a video at a link, which may redirect, expire and support ranges.</summary>
internal sealed class VideoLink(Uri first, string identity, ApiConnection api, HttpClient http, VideoClientOptions options)
    : IVideoSource
{
    private const int MaxRedirects = 5;
    private const int MaxBackoffExponent = 4;   // 16 seconds

    // A storage service may provide a file only some time after its link was returned.
    private static readonly TimeSpan MaxVisibilityDelay = TimeSpan.FromSeconds(60);

    public string Host => first.Host;

    public string Identity => identity;

    public bool RetriesFirstRequest => false;

    public bool IsKeyless { get; init; }

    /// <summary>Gets when the completion was observed. In the minute after it, the file may be missing.</summary>
    public long? CompletedAt { get; init; }

    public void ThrowIfUnsafe() => ThrowIfUnsafe(first);

    public NanoGptException NoVideo(ReadOnlySpan<byte> start) =>
        new DownloadFailedException(start.IsEmpty ? "The video is empty." : "The content of the link is not a video.");

    public async Task<OpenedVideo> OpenAsync(VideoPart part, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await FollowAsync(part, cancellationToken).ConfigureAwait(false);
            }
            catch (OutputExpiredException exception)
                when (exception.StatusCode == HttpStatusCode.NotFound && TimeToAppear() is { Ticks: > 0 } left)
            {
                var wait = DownloadBackoff.Delay(Math.Min(attempt, MaxBackoffExponent), options);
                await Task.Delay(wait < left ? wait : left, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private TimeSpan TimeToAppear() =>
        CompletedAt is { } since ? MaxVisibilityDelay - options.TimeProvider.GetElapsedTime(since) : TimeSpan.Zero;

    // HttpClient does not follow redirects: each is checked here, and only the origin of the service receives the key.
    private async Task<OpenedVideo> FollowAsync(VideoPart part, CancellationToken cancellationToken)
    {
        var link = first;
        var (info, length) = (part.Continuable, part.Length);
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            ThrowIfUnsafe(link);
            var response = await SendAsync(link, info, length, cancellationToken).ConfigureAwait(false);
            var isReturned = false;
            try
            {
                switch (DownloadDecision.FromResponse(response, link, info, length))
                {
                    case DownloadDecision.Full:
                        var full = PartInfo.FromResponse(response, Identity);
                        var hasKey = full.Tag is { } tag && api.Text.ShowsCredentials(tag.Tag);
                        part.Start(hasKey ? full with { Tag = null } : full);   // the tag is stored on the disk
                        isReturned = true;
                        return new OpenedVideo(response, part.Total);

                    case DownloadDecision.Continue append:
                        isReturned = true;
                        return new OpenedVideo(response, append.End);

                    case DownloadDecision.Redirect redirect:
                        link = redirect.Link;
                        break;

                    case DownloadDecision.StartOver:
                        info = null;
                        break;

                    case DownloadDecision.Expired:
                        throw new OutputExpiredException(
                            $"The video on {link.Host} is no longer available ({(int)response.StatusCode}).")
                        { StatusCode = response.StatusCode };

                    case DownloadDecision.Fail fail:
                        throw new DownloadFailedException($"The host {link.Host} {fail.Reason}.")
                        { StatusCode = response.StatusCode, IsRetrySafe = true };
                }
            }
            finally
            {
                if (!isReturned)
                {
                    response.Dispose();
                }
            }
        }

        throw new DownloadFailedException($"The video's link redirects more than {MaxRedirects} times.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri link, PartInfo? part, long length, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        if (IsKeyless)
        {
            ApiConnection.AddUserAgent(request);
        }
        else
        {
            await api.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (part is not null)
        {
            request.Headers.Range = new RangeHeaderValue(length, null);
            request.Headers.IfRange = part.Condition;
        }

        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, cancellationToken);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No response arrived within {options.RequestTimeout:c}.", exception);
        }
        catch (Exception exception) when (api.Text.Clean(exception) is var clean && clean != exception)
        {
            throw clean;
        }
    }

    private void ThrowIfUnsafe(Uri link)
    {
        if (!Origins.IsAllowed(link, options.AllowInsecureLoopback) || link.UserInfo.Length > 0)
        {
            throw new DownloadFailedException(link.UserInfo.Length > 0
                ? $"The video's link on {link.Host} contains a user name; it is not followed."
                : $"The video's link has the scheme {link.Scheme}; only https is allowed.")
            { IsUnsafeLink = true };
        }

        if (api.Text.ShowsCredentials(link.OriginalString))
        {
            throw new DownloadFailedException("The video's link contains the API key; it is not followed.")
            { IsUnsafeLink = true };
        }
    }
}
