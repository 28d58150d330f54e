using System.Collections.Concurrent;
using System.Security.Cryptography;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>
/// Represents the storage on a separate port, like that of another company. Its links are signed and expire. Requests to it must
/// not contain an API key.
/// </summary>
internal sealed class MediaStorage(EmulatorOptions options, Access access)
{
    private static readonly string[] KeyHeaders = ["Authorization", "x-api-key", "Cookie"];
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentQueue<string> leaks = [];

    /// <summary>Gets or sets the address; null if videos are served with the API.</summary>
    public Uri? Address { get; set; }

    /// <summary>Gets descriptions of the requests with an API key or a header for one, without its value.</summary>
    public IReadOnlyList<string> Leaks => [.. leaks];

    public string Sign(string path)
    {
        var date = options.TimeProvider.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var seconds = ((long)options.LinkLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var query = $"X-Amz-Date={date}&X-Amz-Expires={seconds}&X-Amz-Signature={Signature(path, date, seconds)}";
        return new Uri(Address!, $"{path}?{query}").AbsoluteUri;
    }

    public EmulatorResponse? Reject(HttpContext context)
    {
        var request = context.Request;
        if (Array.Find(KeyHeaders, request.Headers.ContainsKey) is { } name)
        {
            return Leak($"{request.Method} {request.Path}: header {name}");
        }

        if (request.Headers.Any(header => access.ContainsKey(header.Value.ToString()))
            || access.ContainsKey(request.QueryString.Value ?? ""))
        {
            return Leak($"{request.Method} {request.Path}: a key");
        }

        var query = request.Query;
        var (date, seconds) = (query["X-Amz-Date"].ToString(), query["X-Amz-Expires"].ToString());
        if (query["X-Amz-Signature"].ToString() != Signature(request.Path.Value ?? "", date, seconds))
        {
            return Xml(StatusCodes.Status403Forbidden, "SignatureDoesNotMatch");
        }

        // The signature guarantees the format.
        var expires = DateTimeOffset.ParseExact(date, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            + TimeSpan.FromSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        return options.TimeProvider.GetUtcNow() >= expires ? Xml(StatusCodes.Status403Forbidden, "ExpiredRequest") : null;
    }

    private EmulatorResponse Leak(string description)
    {
        leaks.Enqueue(description);
        return Xml(StatusCodes.Status400BadRequest, "InvalidArgument");
    }

    private string Signature(string path, string date, string seconds) =>
        Convert.ToHexString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{path}\n{date}\n{seconds}")))
            .ToLowerInvariant();

    private static EmulatorResponse Xml(int status, string code) => new()
    {
        Status = status,
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code></Error>"),
    };
}

internal sealed class StorageConnection
{
    public static StorageConnection Instance { get; } = new();
}
