using System.Diagnostics;
using NanoGpt.Runtime.Tests.Crash;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Files, links and pipes of others in the folder of a download are not written, followed or waited for.</summary>
public sealed class DownloadTargetTests : DownloadTest
{
    private string Victim => Path.Combine(Folder, "victim");

    [Theory]
    [Trait("Row", "D28")]
    [InlineData("ln", "")]
    [InlineData("ln", ".json")]
    [InlineData("ln -s", "")]
    [InlineData("ln -s", ".json")]
    public async Task DownloadAsync_LinkInPlaceOfAPart_LeavesItsTargetUntouched(string command, string suffix)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no ln.");
        var precious = Enumerable.Repeat((byte)'p', 3000).ToArray();
        await File.WriteAllBytesAsync(Victim, precious, Ct);
        await InterruptAsync();
        await ReplaceAsync(Part + suffix, $"{command} {Victim}");
        Answer(_ => Whole(OtherVideo, OtherTag));   // whatever is asked for: the file has changed
        await DownloadAsync(overwrite: true);
        Assert.True((await File.ReadAllBytesAsync(Target, Ct)).AsSpan().SequenceEqual(OtherVideo));
        Assert.True((await File.ReadAllBytesAsync(Victim, Ct)).AsSpan().SequenceEqual(precious), "The victim was overwritten.");

        // A second name cannot be told from a file. It is read, not written.
        Assert.Equal((command, suffix) is ("ln", ""), Assert.Single(Media.Seen).Headers.ContainsKey("Range"));
    }

    [Theory]
    [Trait("Row", "D29")]
    [InlineData("")]
    [InlineData(".json")]
    public async Task DownloadAsync_PipeInPlaceOfAPart_IsNotOpened(string suffix)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no mkfifo.");
        await InterruptAsync();
        var pipe = Part + suffix;
        await ReplaceAsync(pipe, "mkfifo");
        Answer(_ => Whole());
        await Task.Run(() => DownloadAsync(), Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct);   // opening it would block for ever
        Assert.True((await File.ReadAllBytesAsync(Target, Ct)).AsSpan().SequenceEqual(Video));
        File.Delete(pipe);   // which the search for secrets would open
    }

    [Fact]
    [Trait("Row", "D29")]
    public async Task DownloadAsync_ReadOnlyFolder_ThrowsBeforeSending()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders have no mode there.");
        await RunAsync(["chmod", "555", Folder]);
        await using var server = new LoopbackServer(LoopbackServer.Answer(200, "\0\0\0\u0018ftypisom and so on"));
        var said = await DownloadInChildAsync(new Uri(server.Address, "/v.mp4"));
        Assert.StartsWith("UnauthorizedAccessException: ", said, StringComparison.Ordinal);
        Assert.Contains(Target, said, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
        Assert.Empty(Files);
        await RunAsync(["chmod", "755", Folder]);   // so that it can be deleted
    }

    [Fact]
    [Trait("Row", "D28")]
    public async Task DownloadAsync_NoSpaceForACopyOfThePart_DiscardsThePart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such limit.");
        var video = "\0\0\0\u0018ftypisom" + new string('x', 3_000_000);
        await using var server = new LoopbackServer(LoopbackServer.Answer(200, video));
        var link = new Uri(server.Address, "/v.mp4");
        var part = LeftoverPart.GetPath(Target, "0123abcd");
        var info = new PartInfo(DownloadIdentity.Compute(ResultOf(Test).Job, "0", link), new(Tag), null, video.Length);
        await File.WriteAllBytesAsync(part, new byte[2_000_000], Ct);
        await File.WriteAllBytesAsync(LeftoverPart.GetSidecarPath(part), info.ToJson(), Ct);
        const string Limited = "trap '' XFSZ; ulimit -f 1024; exec dotnet \"$0\"";
        var said = await RunChildAsync(["sh", "-c", Limited, typeof(DownloadChild).Assembly.Location], link);
        Assert.StartsWith("IOException: ", said, StringComparison.Ordinal);   // since the video has no room either
        Assert.DoesNotContain("Range", Assert.Single(server.Seen).Head, StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    // Root may write everywhere: the child is an ordinary user.
    private async Task<string> DownloadInChildAsync(Uri link)
    {
        var assembly = typeof(DownloadChild).Assembly.Location;
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", assembly]
            : ["dotnet", assembly];
        if (Environment.IsPrivilegedProcess)
        {
            Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "There is no setpriv to become an ordinary user.");
            var (canRead, _) = await RunAsync([.. command[..4], "test", "-r", assembly]);
            Assert.SkipUnless(canRead == 0, "An ordinary user cannot read the tests.");
        }

        return await RunChildAsync(command, link);
    }

    private async Task<string> RunChildAsync(string[] command, Uri link)
    {
        var (code, said) = await RunAsync(command, start =>
        {
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";   // which needs a large file in memory
            start.Environment[DownloadChild.Variable] = $"{link}|{Target}";
        });
        Assert.Equal(0, code);
        return said;
    }

    private static async Task ReplaceAsync(string path, string command)
    {
        File.Delete(path);
        var (code, _) = await RunAsync([.. command.Split(' '), path]);
        Assert.Equal(0, code);
    }

    private static async Task<(int Code, string Said)> RunAsync(string[] command, Action<ProcessStartInfo>? configure = null)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        configure?.Invoke(start);
        var result = await Shell.RunAsync(start);
        return (result.ExitCode, result.StandardOutput);
    }
}
