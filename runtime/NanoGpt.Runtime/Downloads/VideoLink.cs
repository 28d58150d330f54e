using System.Net.Http.Headers;

namespace NanoGpt;

/// <summary>A video under a link, which may redirect, expire, and be continued.</summary>
internal sealed class VideoLink(Uri first, ApiConnection api, HttpClient http, VideoClientOptions options) : IVideoSource
{
    private const int MostRedirects = 5;

    public string Host => first.Host;

    public bool OnlyRestarts => false;

    /// <summary>Whether the key stays here even if the link is the service's own.</summary>
    public bool IsKeyless { get; init; }

    public void ThrowIfUnsafe() => ThrowIfUnsafe(first);

    public NanoGptException NoVideo(ReadOnlySpan<byte> start) =>
        new DownloadFailedException(start.IsEmpty ? "The video is empty." : "What the link gives is not a video.");

    // Follows redirects by hand: each hop is checked anew, and only the service's own origin gets the key.
    public async Task<HttpResponseMessage> OpenAsync(PartFile part, CancellationToken ct)
    {
        var link = first;
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
                        part.Begin(fresh.ETag is { } tag && api.Text.ShowsCredentials(tag) ? fresh with { ETag = null } : fresh);   // it goes to the disk
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
        if (IsKeyless)
        {
            ApiConnection.Introduce(request);
        }
        else
        {
            await api.AuthorizeAsync(request, ct).ConfigureAwait(false);
        }

        if (part is not null)
        {
            request.Headers.Range = new RangeHeaderValue(part.Received, null);
            request.Headers.TryAddWithoutValidation("If-Range", part.Validator);
        }

        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, ct);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
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
            throw new DownloadFailedException("The video's link carries the API key; it is not followed.") { IsUnsafeLink = true };
        }
    }
}
