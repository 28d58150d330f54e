using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>
/// The storage on a port of its own, as another company's: its links are signed and expire, and no API key may ever come to it.
/// </summary>
internal sealed class MediaStorage(EmulatorOptions options, Access access)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentQueue<string> leaks = [];

    /// <summary>Where it is; null if videos are served beside the API.</summary>
    public Uri? Address { get; set; }

    /// <summary>Each call that brought a key, or what could be one; without it.</summary>
    public IReadOnlyList<string> Leaks => [.. leaks];

    /// <summary>The address of a job's video, good for a while.</summary>
    public string Sign(string path)
    {
        var date = options.TimeProvider.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var seconds = ((long)options.LinkLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new Uri(Address!, $"{path}?X-Amz-Date={date}&X-Amz-Expires={seconds}&X-Amz-Signature={Signature(path, date, seconds)}").AbsoluteUri;
    }

    /// <summary>Why a call is not served; null if it is.</summary>
    public EmulatorResponse? Refuse(HttpContext context)
    {
        var request = context.Request;
        foreach (var name in (string[])["Authorization", "x-api-key", "Cookie"])
        {
            if (request.Headers.ContainsKey(name))
            {
                return Leak($"{request.Method} {request.Path}: header {name}");
            }
        }

        if (request.Headers.Any(header => access.HoldsKey(header.Value.ToString())) || access.HoldsKey(request.QueryString.Value ?? ""))
        {
            return Leak($"{request.Method} {request.Path}: a key");
        }

        var (date, seconds, signature) = (request.Query["X-Amz-Date"].ToString(), request.Query["X-Amz-Expires"].ToString(), request.Query["X-Amz-Signature"].ToString());
        if (signature != Signature(request.Path.Value ?? "", date, seconds))
        {
            return Xml(StatusCodes.Status403Forbidden, "SignatureDoesNotMatch");
        }

        // Signed, so it is what we wrote.
        var end = DateTime.ParseExact(date, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            + TimeSpan.FromSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        return options.TimeProvider.GetUtcNow().UtcDateTime >= end ? Xml(StatusCodes.Status403Forbidden, "ExpiredRequest") : null;
    }

    private EmulatorResponse Leak(string what)
    {
        leaks.Enqueue(what);
        return Xml(StatusCodes.Status400BadRequest, "InvalidArgument");
    }

    private string Signature(string path, string date, string seconds) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{path}\n{date}\n{seconds}")));

    private static EmulatorResponse Xml(int status, string code) => new()
    {
        Status = status,
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code></Error>"),
    };
}

/// <summary>Marks connections that came to the storage's port.</summary>
internal sealed class StorageConnection
{
    public static StorageConnection Mark { get; } = new();
}
