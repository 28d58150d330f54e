using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting.Tests;

/// <summary>Invalid settings stop the host at its start. One exception lists all of them.</summary>
[Trait("Row", "L02")]
public sealed class HostStartTests
{
    private static readonly string[] Names =
        ["BaseAddress", "Validate", "JournalPath", "PollInterval", "RequestTimeout", "WaitTimeout", "MaxDownloadBytes", "AllowInsecureLoopback"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Unusable => new()
    {
        { "WaitTimeout", "-00:00:01", "WaitTimeout must be from 00:00:00.0010000 to 45.00:00:00" },
        { "WaitTimeout", "00:00:00", "WaitTimeout must be from" },
        { "WaitTimeout", "10675199.02:48:05.4775807", "WaitTimeout must be from" },
        { "WaitTimeout", "30", "WaitTimeout must be a time such as 00:00:30" },   // a number alone would be days
        { "WaitTimeout", "half an hour", "WaitTimeout must be a time such as 00:00:30" },
        { "PollInterval", "-1.00:00:00", "PollInterval must be from" },
        { "PollInterval", "2.00:00:00", "PollInterval must be from" },
        { "PollInterval", "", "PollInterval must be a time" },
        { "RequestTimeout", "00:00:00", "RequestTimeout must be from" },
        { "MaxDownloadBytes", "-1", "MaxDownloadBytes must be from 1 to 1099511627776" },
        { "MaxDownloadBytes", "0", "MaxDownloadBytes must be from" },
        { "MaxDownloadBytes", "9223372036854775807", "MaxDownloadBytes must be from" },
        { "MaxDownloadBytes", "99999999999999999999", "MaxDownloadBytes must be a whole number" },
        { "Validate", "perhaps", "Validate must be true or false" },
        { "BaseAddress", "", "BaseAddress must be a link" },
        { "BaseAddress", "nano-gpt.com", "absolute https link" },
        { "JournalPath", "/no-such-folder/jobs.jsonl", "no-such-folder' of JournalPath does not exist" },
        { "ApiKey", "CANARY key", "non-ASCII characters" },
        { "PolInterval", "00:00:05", "PolInterval is not a setting: did you mean 'PollInterval'?" },
        { "pollinterval2", "00:00:05", "pollinterval2 is not a setting: did you mean 'PollInterval'?" },
        { "Colour", "red", "Colour is not a setting: the settings are AllowInsecureLoopback, ApiKey, " },
        { "Configure", "x", "Configure is not a setting" },
        { "PollInterval:Seconds", "5", "PollInterval must be a time such as 00:00:30, not a section" },
    };

    public static TheoryData<string, string, string> UnusableForNanoGpt => new()
    {
        { "UnknownOutcomePolicy", "Maybe", "UnknownOutcomePolicy must be one of Throw, " },
        { "UnknownOutcomePolicy", "17", "UnknownOutcomePolicy = 17 is not a " },
        { "NotFoundPolicy", "-1", "NotFoundPolicy = -1 is not a " },
        { "Authentication", "17", "Authentication = 17 is not a " },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    [MemberData(nameof(UnusableForNanoGpt))]
    public async Task AddNanoGpt_InvalidSetting_StopsTheHost(string setting, string value, string message)
    {
        var failure = await FailureAsync(services => services.AddNanoGpt(Section("NanoGpt", (setting, value))));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Failures);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task AddVenice_InvalidSetting_StopsTheHost(string setting, string value, string message)
    {
        var failure = await FailureAsync(services => services.AddVenice(Section("Venice", (setting, value))));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Failures);
    }

    [Fact]
    public async Task AddNanoGpt_SeveralInvalidSettings_AreListedInOneException()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NANOGPT_API_KEY") is null, "There is a key in the environment.");
        var failure = await FailureAsync(services => services.AddNanoGpt(Section(
            "NanoGpt:videos",
            ("ApiKey", ""),
            ("BaseAddress", "http://nano-gpt.com"),
            ("JournalPath", "/no-such-folder/jobs.jsonl"),
            ("MaxDownloadBytes", "-1"),
            ("PolInterval", "00:00:05"),
            ("Validate", "perhaps"),
            ("WaitTimeout", "-00:00:01")), "videos"));
        string[] expected =
        [
            "NanoGpt:videos:PolInterval is not a setting", "NanoGpt:videos:Validate must be", "set NanoGpt:videos:ApiKey",
            "absolute https link", "no-such-folder", "MaxDownloadBytes must be from", "WaitTimeout must be from",
        ];
        Assert.Equal("videos", failure.OptionsName);
        Assert.Equal(expected.Length, failure.Failures.Count());
        Assert.All(expected, part => Assert.Contains(failure.Failures, one => one.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>The text of an invalid setting is not shown, because it may be a key in the wrong place.</summary>
    [Fact]
    public void AddNanoGpt_KeyUnderAnotherSetting_IsNotShown()
    {
        foreach (var name in Names.Except(["JournalPath"]).Append("ApiKye"))
        {
            using var provider = Provider(Section("NanoGpt", (name, "CANARY-in-the-wrong-place")));
            var failure = Assert.Throws<OptionsValidationException>(() => Options(provider));
            Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>One letter more, less or other: a misspelt name never passes silently, and is told with the name that was meant.</summary>
    [Fact]
    public void AddNanoGpt_MisspelledSetting_IsRefusedWithASuggestion()
    {
        var misspelt = from name in Gen.Elements(Names)
                       from at in Gen.Choose(0, name.Length - 1)
                       from letter in Gen.Elements('z', '-', '7')   // in no name
                       from edit in Gen.Choose(0, 2)
                       let shorter = name.Remove(at, 1)
                       select (Name: name, Text: edit switch { 0 => shorter, 1 => name.Insert(at, $"{letter}"), _ => shorter.Insert(at, $"{letter}") });
        Prop.ForAll(misspelt.ToArbitrary(), one =>
        {
            var options = new NanoGptOptions();
            SettingsBinder.Bind(Section("NanoGpt", (one.Text, "1")), options);
            Assert.Contains($"NanoGpt:{one.Text} is not a setting: did you mean '{one.Name}'?", options.BindingProblems);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AddNanoGpt_SectionsOfNamedClients_AreAllowed()
    {
        var section = Section("NanoGpt", ("PollInterval", "00:00:07"), ("videos:ApiKey", CanaryWatch.Key), ("videos:WaitTimeout", "01:00:00"));
        var services = new ServiceCollection();
        services.AddNanoGpt(section);
        services.AddNanoGpt(section.GetSection("videos"), "videos");
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<NanoGptOptions>>();
        Assert.Equal(TimeSpan.FromSeconds(7), options.CurrentValue.PollInterval);
        Assert.Equal(TimeSpan.FromHours(1), options.Get("videos").WaitTimeout);
    }

    /// <summary>The root of a configuration also holds the environment's variables, which are nobody's mistake.</summary>
    [Fact]
    public void AddNanoGpt_RootOfTheConfiguration_MayHoldOtherSettings()
    {
        var settings = new Dictionary<string, string?> { ["ApiKey"] = CanaryWatch.Key, ["PATH"] = "/bin" };
        using var provider = Provider(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        Assert.Equal(CanaryWatch.Key, Options(provider).ApiKey);
    }

    [Theory]
    [InlineData("journalPATH", "")]
    [InlineData("WaitTimeout", "")]
    [InlineData("WaitTimeout", null)]
    [InlineData("authentication", "bearer")]
    [InlineData("UnknownOutcomePolicy", "throw")]
    [InlineData("Validate", "FALSE")]
    public void AddNanoGpt_SettingInAnotherSpelling_IsAccepted(string setting, string? value)
    {
        using var provider = Provider(Section("NanoGpt", (setting, value)));
        Assert.NotNull(Options(provider));
    }

    /// <summary>The check at the start leaves the journal to the client: nothing is created or locked.</summary>
    [Fact]
    public async Task AddNanoGpt_Journal_StaysClosedAtTheStart()
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-");
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Services.AddNanoGpt(Section("NanoGpt", ("JournalPath", Path.Combine(folder.FullName, "jobs.jsonl"))));
            using var host = builder.Build();
            await host.StartAsync(Ct);
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Provider(IConfiguration configuration) =>
        new ServiceCollection().AddNanoGpt(configuration).Services.BuildServiceProvider();

    private static NanoGptOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<NanoGptOptions>>().Value;

    private static async Task<OptionsValidationException> FailureAsync(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        add(builder.Services);
        using var host = builder.Build();
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
        return failure;
    }

    // With a key, unless the settings have one.
    private static IConfigurationSection Section(string path, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?> { [$"{path}:ApiKey"] = CanaryWatch.Key };
        foreach (var (name, value) in settings)
        {
            all[$"{path}:{name}"] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection(path);
    }
}
