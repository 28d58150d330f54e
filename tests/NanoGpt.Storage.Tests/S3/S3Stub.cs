using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NanoGpt.Storage.Tests.S3;

/// <summary>
/// A server on a loopback port with the requests of S3 that uploads need. It refuses requests whose signature (AWS Signature
/// Version 4) or body hash is wrong.
/// </summary>
internal sealed class S3Stub : IAsyncDisposable
{
    public const string AccessKey = "access-key";
    public const string SecretKey = "secret-key-of-the-tests";

    private readonly WebApplication app;
    private readonly Dictionary<string, SortedDictionary<int, byte[]>> uploads = [];
    private readonly Lock gate = new();
    private int started;

    private S3Stub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(HandleAsync);
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Gets the objects by bucket and key.</summary>
    public Dictionary<string, byte[]> Objects { get; } = [];

    /// <summary>Gets the number of uploads that were neither completed nor aborted.</summary>
    public int OpenUploads => uploads.Count;

    /// <summary>Gets the number of uploads that were begun.</summary>
    public int StartedUploads => started;

    /// <summary>Gets the number of aborted uploads.</summary>
    public int AbortedUploads { get; private set; }

    /// <summary>Gets or sets the number of the part that fails; 0 for none.</summary>
    public int FailingPart { get; set; }

    public static async Task<S3Stub> StartAsync()
    {
        var stub = new S3Stub();
        await stub.app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        string answer;
        lock (gate)
        {
            answer = IsSigned(context.Request, body) ? Respond(context, body) : Refuse(context, HttpStatusCode.Forbidden);
        }

        await context.Response.WriteAsync(answer);
    }

    private string Respond(HttpContext context, byte[] body)
    {
        var (method, key, query) = (context.Request.Method, context.Request.Path.Value!, context.Request.Query);
        var id = query["uploadId"].ToString();
        switch (method)
        {
            case "POST" when query.ContainsKey("uploads"):
                uploads.Add($"upload-{++started}", []);
                return $"<InitiateMultipartUploadResult><UploadId>upload-{started}</UploadId></InitiateMultipartUploadResult>";

            case "PUT" when id.Length > 0:
                var part = int.Parse(query["partNumber"]!, System.Globalization.CultureInfo.InvariantCulture);
                if (part == FailingPart)
                {
                    return Refuse(context, HttpStatusCode.BadRequest);
                }

                uploads[id][part] = body;
                context.Response.Headers.ETag = $"\"{Hash(body)}\"";
                return "";

            case "POST":
                var named = uploads[id].Values.All(one => Encoding.UTF8.GetString(body).Contains(Hash(one), StringComparison.Ordinal));
                if (!named || uploads[id].Values.SkipLast(1).Any(static one => one.Length < 5 << 20))
                {
                    return Refuse(context, HttpStatusCode.BadRequest);
                }

                Objects[key] = [.. uploads[id].Values.SelectMany(static one => one)];
                uploads.Remove(id);
                return "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>";

            case "DELETE" when uploads.Remove(id):
                AbortedUploads++;
                context.Response.StatusCode = 204;
                return "";

            case "PUT":
                Objects[key] = body;
                return "";

            default:
                return Refuse(context, HttpStatusCode.NotFound);
        }
    }

    private static string Refuse(HttpContext context, HttpStatusCode status)
    {
        context.Response.StatusCode = (int)status;
        return $"<Error><Code>{status}</Code><Message>refused</Message></Error>";
    }

    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var parts = request.Headers.Authorization.ToString()["AWS4-HMAC-SHA256 ".Length..].Split(',')
            .Select(static part => part.Trim().Split('=', 2)).ToDictionary(static part => part[0], static part => part[1]);
        var credential = parts["Credential"].Split('/');
        var names = parts["SignedHeaders"].Split(';');
        var bodyHash = Hash(body);
        var canonical = string.Join(
            '\n',
            [
                request.Method,
                request.Path.ToUriComponent(),
                string.Join('&', request.Query.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                    .Select(static pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")),
                .. names.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}"),
                "",
                parts["SignedHeaders"],
                bodyHash,
            ]);
        var time = request.Headers["x-amz-date"].ToString();
        var scope = string.Join('/', credential[1..]);
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = credential[1..].Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + SecretKey), static (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        return credential[0] == AccessKey && request.Headers["x-amz-content-sha256"] == bodyHash
            && Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))) == parts["Signature"];
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
