using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>Creates web servers on 127.0.0.1.</summary>
public static class LoopbackHost
{
    /// <summary>
    /// Creates a builder that reads no configuration, so that no file or environment variable changes the address.
    /// </summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="maxBodyBytes">The maximum size of a request body in bytes.</param>
    public static WebApplicationBuilder CreateBuilder(int port, long maxBodyBytes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        return builder;
    }

    /// <summary>Returns the address of a server that has started, with a slash at the end.</summary>
    /// <param name="app">The server.</param>
    public static Uri GetAddress(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var features = app.Services.GetRequiredService<IServer>().Features;
        return new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }
}
