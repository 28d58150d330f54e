using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Runs <c>tests/first-hour.sh</c>: the lines of the README and a newcomer's first steps, from the packages alone.</summary>
public sealed class FirstHourTests(PackedFeed feed)
{
    [Fact]
    public async Task FirstHour_PackedPackages_EveryStepDoesWhatItSays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script needs bash and the tools of a Linux system.");

        var result = await Shell.RunAsync(Repository.Root, "bash", "tests/first-hour.sh", feed.Folder, feed.Version);

        Assert.Contains("== done", result.Succeeded().Output, StringComparison.Ordinal);
    }
}
