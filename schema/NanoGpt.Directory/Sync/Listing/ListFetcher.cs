using System.Net;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Reads a list from a file or from an HTTPS address.</summary>
internal sealed class ListFetcher(TimeProvider clock, string userAgent)
{
    public const int MaxBytes = 32 << 20;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Reads the whole list.</summary>
    /// <exception cref="ListReadException">The list cannot be read or is too large.</exception>
    /// <exception cref="ListUnreachableException">The service does not respond.</exception>
    public async Task<byte[]> ReadAsync(string from, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(from, UriKind.Absolute, out var address) || address.IsFile)
        {
            return await ReadFileAsync(from, cancellationToken);
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw new ListReadException($"{from}: only https addresses are allowed, and http on the loopback address.");
        }

        using var timeout = new CancellationTokenSource(RequestTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FetchAsync(address, both.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ListUnreachableException(
                $"{from}: no response within {RequestTimeout.TotalSeconds:0} seconds. Try again, or specify a file with --from.");
        }
        catch (HttpRequestException e)
        {
            throw new ListUnreachableException($"{from}: {e.Message}", e);
        }
    }

    private async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        // A redirect could lead to http or to a local network address.
        using var handler =
            new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var moved = response.Headers.Location is { } to
                ? $" It redirects to {ListText.Clean(new Uri(address, to).AbsoluteUri)}: specify that address with --from if "
                    + "you trust it."
                : "";
            throw new ListReadException($"{address}: the service returned {(int)response.StatusCode}.{moved}");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAllAsync(stream, address.AbsoluteUri, cancellationToken);
    }

    private static async Task<byte[]> ReadFileAsync(string from, CancellationToken cancellationToken)
    {
        var path = from.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? new Uri(from).LocalPath : from;
        if (!File.Exists(path))
        {
            throw new ListReadException($"{from}: there is no such file.");
        }

        await using var stream = File.OpenRead(path);
        return await ReadAllAsync(stream, from, cancellationToken);
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, string from, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (content.Length + count > MaxBytes)
            {
                throw new ListReadException($"{from}: the content is larger than {MaxBytes >> 20} MiB.");
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}

/// <summary>The exception that is thrown when a list cannot be read.</summary>
internal sealed class ListReadException(string message) : IOException(message);

/// <summary>The exception that is thrown when the service of a list cannot be reached.</summary>
public sealed class ListUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
