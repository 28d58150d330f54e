using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>Kestrel on a loopback socket: HTTP/2 and nothing else, without TLS by prior knowledge.</summary>
public sealed class Http2Server : IAsyncDisposable
{
    private readonly WebApplication app;

    private Http2Server(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts a server.</summary>
    /// <param name="certificate">The certificate; null for a server without TLS.</param>
    /// <param name="respond">Answers every request.</param>
    public static async Task<Http2Server> StartAsync(X509Certificate2? certificate, RequestDelegate respond)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.Limits.Http2.InitialStreamWindowSize = 65_535;   // the least: a larger body has to wait until it is read
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var app = builder.Build();
        app.Run(respond);
        await app.StartAsync();
        return new Http2Server(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
