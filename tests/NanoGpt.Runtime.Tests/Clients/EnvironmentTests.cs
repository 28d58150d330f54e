namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Clients without arguments read environment variables. The tests set them, so they run alone.</summary>
[Collection(nameof(EnvironmentTests))]
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] Variables =
        [NanoGptClient.ApiKeyVariable, NanoGptClient.BaseAddressVariable, VeniceClient.ApiKeyVariable, VeniceClient.BaseAddressVariable];

    private readonly Dictionary<string, string?> before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public EnvironmentTests() => Array.ForEach(Variables, name => Environment.SetEnvironmentVariable(name, null));

    public void Dispose()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Fact]
    public void NewClient_NoKey_NamesTheVariable()
    {
        Assert.Contains("NANOGPT_API_KEY", Assert.Throws<InvalidOperationException>(() => new NanoGptClient()).Message, StringComparison.Ordinal);
        Assert.Contains("VENICE_API_KEY", Assert.Throws<InvalidOperationException>(() => new VeniceClient()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewClient_KeyInTheEnvironment_IsUsed()
    {
        Environment.SetEnvironmentVariable(NanoGptClient.ApiKeyVariable, "key-of-the-environment");
        Environment.SetEnvironmentVariable(VeniceClient.ApiKeyVariable, "key-of-the-environment");
        using var nanoGpt = new NanoGptClient();
        using var venice = new VeniceClient();
        Assert.Empty(await nanoGpt.GetOpenJobsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await venice.GetOpenJobsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task NewClient_LoopbackAddress_RequiresNoKeyAndMayUseHttp()
    {
        Environment.SetEnvironmentVariable(NanoGptClient.BaseAddressVariable, "http://127.0.0.1:5080");
        Environment.SetEnvironmentVariable(VeniceClient.BaseAddressVariable, "http://127.0.0.1:5080/api/v1");
        using var nanoGpt = new NanoGptClient();
        using var venice = new VeniceClient();
        Assert.Empty(await nanoGpt.GetOpenJobsAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await venice.GetOpenJobsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://example.com", typeof(ArgumentException))]   // the key would be sent in clear text
    [InlineData("not a link", typeof(InvalidOperationException))]
    public void NewClient_InvalidAddress_Throws(string address, Type type)
    {
        Environment.SetEnvironmentVariable(NanoGptClient.ApiKeyVariable, "key-of-the-environment");
        Environment.SetEnvironmentVariable(NanoGptClient.BaseAddressVariable, address);
        var failure = Assert.Throws(type, () => new NanoGptClient());
        Assert.DoesNotContain("key-of-the-environment", failure.Message, StringComparison.Ordinal);
    }
}
