using System.Text.Json;

namespace NanoGpt.Runtime.Tests.Clients;

public sealed class ApiKeyTests
{
    private const string Key = "CANARY-8f3b2c1d-key";

    [Fact]
    public void ToString_ApiKey_DoesNotContainTheKey()
    {
        var key = new NanoGptApiKey(Key + "\r\n");
        Assert.DoesNotContain("CANARY", key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", JsonSerializer.Serialize(key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("CANARY key")]
    [InlineData("CANARY\u0000")]
    [InlineData("CANARY–dash")]
    [InlineData("CANARY\nkey")]
    public void Constructor_KeyThatNoHeaderCanCarry_ThrowsWithoutTheKey(string key)
    {
        var failure = Assert.Throws<ArgumentException>(() => new NanoGptClient(key));
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://nano-gpt.com", false)]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://nano-gpt.com", true)]
    [InlineData("ftp://nano-gpt.com", true)]
    [InlineData("https://user@nano-gpt.com", true)]
    public void BaseAddress_InsecureOrWithCredentials_IsRefused(string address, bool allowInsecureLoopback) =>
        Assert.Throws<ArgumentException>(() => new NanoGptClient(Key, new() { BaseAddress = new(address), AllowInsecureLoopback = allowInsecureLoopback }));

    [Theory]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("https://cake.nano-gpt.com", false)]
    public void BaseAddress_HttpsOrAllowedLoopback_IsAccepted(string address, bool allowInsecureLoopback)
    {
        using var client = new NanoGptClient(Key, new() { BaseAddress = new(address), AllowInsecureLoopback = allowInsecureLoopback });
    }

    [Fact]
    public void Constructor_OptionsChangedAfterwards_KeepsItsCopy()
    {
        var options = new NanoGptClientOptions();
        using var client = new NanoGptClient(Key, options);
        options.PollInterval = TimeSpan.Zero;   // would be refused
        Assert.Throws<ArgumentOutOfRangeException>(() => new NanoGptClient(Key, options));
    }
}
