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

    [Fact]
    public async Task Sync_EmptyFolder_StartsFromTheBuiltInDirectory()
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-new-");
        await using var emulator = await NanoGptEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        string[] command =
            ["sync", "--provider", "nanogpt", "--from", $"{emulator.BaseAddress}api/v1/video-models", "-d", folder.FullName];
        var preview = await Run.Of(command);
        Assert.Equal(ExitCode.Invalid, preview.Code);
        Assert.EndsWith("75 files would change; nothing is written without --write.\n", preview.Error, StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFileSystemInfos());

        Assert.Equal(ExitCode.Ok, (await Run.Of([.. command, "--write"])).Code);
        var diff = await Run.Of("diff", Repository.PathOf("schema/nanogpt"), Path.Combine(folder.FullName, "nanogpt"));
        Assert.Equal((ExitCode.Ok, ""), (diff.Code, diff.Output));
        Assert.Equal((ExitCode.Ok, ""), ((await Run.Of(command)).Code, ""));
        folder.Delete(recursive: true);
    }
}
