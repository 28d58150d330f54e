using System.Net;
using System.Net.Http.Headers;

namespace NanoGpt.Jobs;

/// <summary>Represents a video at a link, which may redirect, expire and support ranges.</summary>
internal sealed class VideoLink(Uri first, string identity, ApiConnection api, HttpClient http, VideoClientOptions options)
    : IVideoSource
{
    private const int MostRedirects = 5;
    private const int LongestWait = 4;   // 16 seconds

    // A storage may serve a file only some time after the service returns its link.
    private static readonly TimeSpan VisibleWithin = TimeSpan.FromSeconds(60);

    public string Host => first.Host;

    public string Identity => identity;

    public bool RetriesFirstAnswer => false;

    /// <summary>Gets a value that indicates whether the key is never sent.</summary>
    public bool IsKeyless { get; init; }

    /// <summary>
    /// Gets when the completion of the job was seen, as a timestamp of the clock; null if it is unknown. In the minute after it,
    /// the file may be missing.
    /// </summary>
    public long? CompletedAt { get; init; }

    public void ThrowIfUnsafe() => ThrowIfUnsafe(first);

    public NanoGptException NoVideo(ReadOnlySpan<byte> start) =>
        new DownloadFailedException(start.IsEmpty ? "The video is empty." : "What the link gives is not a video.");

    public async Task<OpenedVideo> OpenAsync(PartFile part, CancellationToken cancellationToken)
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
                var wait = DownloadBackoff.Delay(Math.Min(attempt, LongestWait), options);
                await Task.Delay(wait < left ? wait : left, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private TimeSpan TimeToAppear() =>
        CompletedAt is { } since ? VisibleWithin - options.TimeProvider.GetElapsedTime(since) : TimeSpan.Zero;

    // Redirects are followed by hand: each is checked, and only the origin of the service gets the key.
    private async Task<OpenedVideo> FollowAsync(PartFile part, CancellationToken cancellationToken)
    {
        var link = first;
        var (info, length) = (part.Continuable, part.Length);
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            ThrowIfUnsafe(link);
            var response = await SendAsync(link, info, length, cancellationToken).ConfigureAwait(false);
            var keeps = false;
            try
            {
                switch (DownloadDecision.Of(response, link, info, length))
                {
                    case DownloadDecision.Fresh:
                        var fresh = PartInfo.Of(response, Identity);
                        var hasKey = fresh.Tag is { } tag && api.Text.ShowsCredentials(tag.Tag);
                        part.Begin(hasKey ? fresh with { Tag = null } : fresh);   // it is stored on the disk
                        keeps = true;
                        return new OpenedVideo(response, part.Total);

                    case DownloadDecision.Continue append:
                        keeps = true;
                        return new OpenedVideo(response, append.End);

                    case DownloadDecision.Redirect redirect:
                        link = redirect.Link;
                        break;

                    case DownloadDecision.StartOver:
                        info = null;
                        break;

                    case DownloadDecision.Expired:
                        throw new OutputExpiredException(
                            $"The video on {link.Host} can no longer be fetched ({(int)response.StatusCode}).")
                        { StatusCode = response.StatusCode };

                    case DownloadDecision.Fail fail:
                        throw new DownloadFailedException($"The host {link.Host} {fail.Why}.")
                        { StatusCode = response.StatusCode, IsRetrySafe = true };
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
            throw new TimeoutException($"There was no answer within {options.RequestTimeout:c}.", exception);
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
                ? $"The video's link on {link.Host} carries a user name; it is not followed."
                : $"The video's link has the scheme {link.Scheme}; only https is fetched.")
            { IsUnsafeLink = true };
        }

        if (api.Text.ShowsCredentials(link.OriginalString))
        {
            throw new DownloadFailedException("The video's link carries the API key; it is not followed.")
            { IsUnsafeLink = true };
        }
    }
}
