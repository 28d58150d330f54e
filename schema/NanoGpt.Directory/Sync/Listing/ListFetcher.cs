using System.Net;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Gets a list: from a file, or by https from an address.</summary>
internal sealed class ListFetcher(TimeProvider clock, string userAgent)
{
    /// <summary>A hundred times what the largest known list has.</summary>
    public const int MostBytes = 32 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads all of it.</summary>
    /// <exception cref="ListReadException">It cannot be had, or is too large.</exception>
    public async Task<byte[]> ReadAsync(string from, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(from, UriKind.Absolute, out var address) || address.IsFile)
        {
            return await ReadFileAsync(from, cancellationToken);
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw new ListReadException($"{from}: only https is fetched, and http from this machine.");
        }

        using var timeout = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FetchAsync(address, both.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ListReadException($"{from}: no answer within {Patience.TotalSeconds:0} seconds. Try again, or give a file with --from.");
        }
        catch (HttpRequestException e)
        {
            throw new ListReadException($"{from}: {e.Message}");
        }
    }

    private async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        // A redirect could lead to http, or to a machine of the local network; whoever moved can be asked directly.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var moved = response.Headers.Location is { } to ? $" It points to {ListText.Clean(new Uri(address, to).AbsoluteUri)}: give that with --from if you trust it." : "";
            throw new ListReadException($"{address}: the service answered {(int)response.StatusCode}.{moved}");
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
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + count > MostBytes)
            {
                throw new ListReadException($"{from}: it has more than {MostBytes >> 20} MiB, which no list of models has.");
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
