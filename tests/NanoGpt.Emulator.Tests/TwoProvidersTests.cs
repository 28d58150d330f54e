using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

/// <summary>Runs the sample of two providers.</summary>
public sealed class TwoProvidersTests : IDisposable
{
    private const string TheirKey = "a-key-of-nobody";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("two-providers-");

    [Fact]
    public async Task TwoProvidersSample_WithoutKeys_SavesAVideoOfEachProvider()
    {
        TestDepth.SkipUnlessAll();
        var (code, output, error) = await RunAsync(nanoGpt: null, venice: null);
        Assert.Equal((0, ""), (code, error));
        foreach (var name in new[] { "nanogpt", "venice" })
        {
            var video = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "two-providers-output", $"{name}.mp4"), Server.Cancel);
            Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video).Select(box => box.Type));
        }

        // Before: both requests with their prices. After: what was charged, or quoted where nobody says, with its file on the same line.
        Assert.Matches("""(?m)^NanoGPT  0\.2647 USD +\{"model":"wan-26",""", output);
        Assert.Matches("""(?m)^Venice   0\.55 USD +\{"model":"wan-2\.6-text-to-video",""", output);
        Assert.Matches(@"(?m)^NanoGPT  0\.2647 USD charged +\d+\.\d s +\d+ bytes  two-providers-output.nanogpt\.mp4\r?$", output);
        Assert.Matches(@"(?m)^Venice   0\.55 USD quoted +\d+\.\d s +\d+ bytes  two-providers-output.venice\.mp4\r?$", output);
        Assert.DoesNotContain('\u001b', output);
    }

    [Theory]
    [InlineData(null, null, "NANOGPT_API_KEY")]
    [InlineData(TheirKey, null, "VENICE_API_KEY")]
    [InlineData(null, TheirKey, "NANOGPT_API_KEY")]
    public async Task TwoProvidersSample_LiveWithoutKey_NamesTheVariable(string? nanoGpt, string? venice, string missing)
    {
        var (code, output, error) = await RunAsync(nanoGpt, venice, "--live");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"set the environment variable {missing} ", error, StringComparison.Ordinal);
        Assert.DoesNotContain(TheirKey, error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<(int Code, string Output, string Error)> RunAsync(string? nanoGpt, string? venice, params string[] args) =>
        BuiltSample.RunAsync(
            "TwoProviders", folder, new Dictionary<string, string?> { ["NANOGPT_API_KEY"] = nanoGpt, ["VENICE_API_KEY"] = venice }, args);
}
