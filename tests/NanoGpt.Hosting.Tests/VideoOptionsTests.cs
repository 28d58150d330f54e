using Microsoft.Extensions.Configuration;

namespace NanoGpt.Hosting.Tests;

public sealed class VideoOptionsTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ApiKey"] = CanaryWatch.Key,
        ["BaseAddress"] = "https://videos.example.com/v2",
        ["Validate"] = "false",
        ["JournalPath"] = "jobs.jsonl",
        ["PollInterval"] = "00:00:07",
        ["RequestTimeout"] = "00:00:08",
        ["WaitTimeout"] = "00:09:00",
        ["MaxDownloadBytes"] = "10",
        ["AllowInsecureLoopback"] = "true",
    }).Build();

    [Fact]
    public void ToClientOptions_ConfiguredValues_ReachTheClient()
    {
        var (nanoGpt, venice) = (new NanoGptOptions(), new VeniceOptions());
        Settings.Bind(nanoGpt);
        Settings.Bind(venice);
        Assert.Equal((CanaryWatch.Key, CanaryWatch.Key), (nanoGpt.EffectiveKey, venice.EffectiveKey));
        Check(nanoGpt.ToClientOptions("a"), "NanoGpt:a:ApiKey");
        Check(venice.ToClientOptions(""), "Venice:ApiKey");

        static void Check(VideoClientOptions client, string source)
        {
            Assert.Equal(new Uri("https://videos.example.com/v2"), client.BaseAddress);
            Assert.Equal((source, false, "jobs.jsonl"), (client.ApiKeySource, client.Validate, client.JournalPath));
            Assert.Equal(
                (TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8), TimeSpan.FromMinutes(9)), (client.PollInterval, client.RequestTimeout, client.WaitTimeout));
            Assert.Equal((10, true), (client.MaxDownloadBytes, client.AllowInsecureLoopback));
        }
    }

    [Fact]
    public void ToClientOptions_ValuesNotConfigured_AreTheClientsDefaults()
    {
        Check(new NanoGptOptions().ToClientOptions(""), new NanoGptClientOptions());
        Check(new VeniceOptions().ToClientOptions(""), new VeniceClientOptions());

        static void Check(VideoClientOptions here, VideoClientOptions client)
        {
            var settings = client.GetType().GetProperties().Where(property => property.CanWrite && property.Name != nameof(client.ApiKeySource));
            Assert.All(settings, setting => Assert.Equal(setting.GetValue(client), setting.GetValue(here)));
        }
    }
}
