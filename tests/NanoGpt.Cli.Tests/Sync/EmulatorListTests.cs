using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Emulator;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>The list of the emulator is made from the directory, so that a synchronization with it finds nothing.</summary>
public class EmulatorListTests
{
    [Theory]
    [InlineData("nanogpt", "api/v1/video-models?detailed=true", 1251)]
    [InlineData("venice", "api/v1/models?type=video", 3765)]
    public async Task Sync_ListOfTheEmulator_MatchesItsDirectory(string provider, string path, int facts)
    {
        await using var emulator = await NanoGptEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        var run = await Run.Of(
            "sync", "--provider", provider, "--from", $"{emulator.BaseAddress}{path}", "-d", Repository.PathOf("schema"));
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Equal($"The directory matches the list: {facts} facts compared, 0 not compared.\n", run.Error);
    }
}
