using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

/// <summary>Runs the first command of the README.</summary>
public sealed class QuickstartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("quickstart-");

    [Fact]
    public async Task Quickstart_WithoutKey_SavesThreeVideos()
    {
        TestDepth.SkipUnlessAll();
        var (code, output, error) = await RunAsync(key: null);
        Assert.Equal((0, ""), (code, error));
        foreach (var name in new[] { "text-to-video", "image-to-video", "lipsync" })
        {
            var states = output.Split('\n').Where(line => line.StartsWith($"{name}: ", StringComparison.Ordinal)).Skip(1).Select(line => line.Trim());
            Assert.Equal($"{name}: submitting", states.First());
            Assert.Equal($"{name}: saved", states.Last());
            var video = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "quickstart-output", $"{name}.mp4"), Server.Cancel);
            Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video).Select(box => box.Type));
        }

        Assert.Contains("48.91 USD left at the emulator", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 200));
    }

    [Fact]
    public async Task Quickstart_CrashDemo_SurvivesTwoKilledProcessesAndPaysOnce()
    {
        TestDepth.SkipUnlessAll();
        var (code, output, error) = await RunAsync(key: null, "--crash-demo");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(2, output.Split('\n').Count(line => line.TrimEnd().EndsWith(": killed", StringComparison.Ordinal)));
        Assert.Contains("Killed while submitting: yes. Killed while waiting: yes. Submissions received: 1.", output, StringComparison.Ordinal);
        Assert.Contains("Paid jobs: 1. Balance: 49.60 of 50 USD.", output, StringComparison.Ordinal);
        var video = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "quickstart-output", "crash-demo.mp4"), Server.Cancel);
        Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video).Select(box => box.Type));
    }

    [Fact]
    public async Task Quickstart_LiveWithoutKey_NamesTheVariable()
    {
        var (code, output, error) = await RunAsync(key: null, "--live");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("NANOGPT_API_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quickstart_LiveWithoutYes_SpendsNothing()
    {
        var (code, output, error) = await RunAsync(key: "a-key", "--live");
        Assert.Equal(2, code);
        Assert.Contains("up to 1.09 USD: add --yes", error, StringComparison.Ordinal);
        Assert.DoesNotContain("submitting", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key", output + error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<(int Code, string Output, string Error)> RunAsync(string? key, params string[] args) =>
        BuiltSample.RunAsync("Quickstart", folder, new Dictionary<string, string?> { ["NANOGPT_API_KEY"] = key }, args);
}
