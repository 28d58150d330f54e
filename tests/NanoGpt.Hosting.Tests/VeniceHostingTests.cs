using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting.Tests;

public sealed class VeniceHostingTests
{
    private const string Key = CanaryWatch.Key;

    private static readonly RawVeniceRequest Request = new("wan-2-7-text-to-video") { AdditionalFields = new() { ["prompt"] = "x" } };

    private readonly Service service = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "https://api.venice.ai/api/v1", "There is no API key: set Venice:ApiKey")]
    [InlineData("CANARY key", "https://api.venice.ai/api/v1", "non-ASCII characters")]
    [InlineData(Key, "http://api.venice.ai/api/v1", "absolute https link")]
    public async Task AddVenice_InvalidKeyOrAddress_StopsTheHost(string key, string address, string message)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("VENICE_API_KEY") is null, "There is a key in the environment.");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddVenice(options => (options.ApiKey, options.BaseAddress) = (key, new Uri(address)));
        using var host = builder.Build();
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddVenice_BesideNanoGpt_RegistersBothClients()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["NanoGpt:ApiKey"] = Key,
            ["Venice:ApiKey"] = Key,
            ["Venice:PollInterval"] = "00:00:07",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddNanoGpt(configuration.GetSection("NanoGpt"));
        services.AddVenice(configuration.GetSection("Venice")).ConfigurePrimaryHttpMessageHandler(() => new SubmitGuardHandler(service));
        await using var provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<INanoGptClient>(), provider.GetRequiredService<IVideoClient>());
        var job = await provider.GetRequiredService<IVeniceClient>().SubmitAsync(Request, Ct);
        Assert.Equal(("venice", "q-1"), (job.Provider, job.RunId));
        Assert.Equal(("https://api.venice.ai/api/v1/video/queue", "Bearer " + Key), Assert.Single(service.Seen));
        Assert.Equal(TimeSpan.FromSeconds(7), provider.GetRequiredService<IOptions<VeniceOptions>>().Value.PollInterval);
    }

    [Fact]
    public async Task AddVenice_Wallet_ReplacesTheKey()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddVenice(options => options.Wallet = static (_, _, _) => new("signature")).ConfigurePrimaryHttpMessageHandler(() => new SubmitGuardHandler(service));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IVideoClient>().SubmitAsync(Request, Ct);
        Assert.Equal(("https://api.venice.ai/api/v1/video/queue", "signature"), Assert.Single(service.Seen));
    }

    [Fact]
    public void AddVenice_InnermostHandler_IsTheGuard()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddVenice(options => options.ApiKey = Key);
        using var provider = services.BuildServiceProvider();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Venice");
        while (handler is DelegatingHandler outer and not SubmitGuardHandler)
        {
            handler = outer.InnerHandler!;
        }

        Assert.False(Assert.IsType<SocketsHttpHandler>(Assert.IsType<SubmitGuardHandler>(handler).InnerHandler).AllowAutoRedirect);
    }

    private sealed class Service : HttpMessageHandler
    {
        public List<(string Link, string Credential)> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            var credential = request.Headers.TryGetValues("SIGN-IN-WITH-X", out var signature) ? signature.Single() : request.Headers.Authorization?.ToString();
            Seen.Add((request.RequestUri!.ToString(), credential ?? ""));
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent("""{"model":"wan-2-7-text-to-video","queue_id":"q-1"}""", Encoding.UTF8, "application/json"),
            };
        }
    }
}
