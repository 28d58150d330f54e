using FsCheck.Fluent;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

/// <summary>The output path of a video is checked before the request is submitted.</summary>
[Trait("Row", "C01")]
public class OutputPreparationTests
{
    private static readonly string[] Tram = ["sora-2", "prompt=A tram", "resolution=720p", "duration=8"];
    private const UnixFileMode AllMayRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode AllMayWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | AllMayRead;

    private static readonly string[] Four = ["midjourney-video", "prompt=A tram", "image=https://example.com/a.png"];

    [Theory]
    [InlineData("existing-folder", ExitCode.File, "is a folder")]
    [InlineData("existing-folder/", ExitCode.File, "is a folder")]
    [InlineData("no-folder/", ExitCode.File, "is a folder")]
    [InlineData("no-folder/tram.mp4", ExitCode.File, "There is no folder")]
    [InlineData("existing-file/tram.mp4", ExitCode.File, "There is no folder")]
    [InlineData("existing-file", ExitCode.File, "exists")]
    [InlineData("link-to-nowhere", ExitCode.File, "exists")]
    [InlineData("/proc/tram.mp4", ExitCode.File, "cannot be written")]
    [InlineData("300 letters", ExitCode.File, "cannot be written")]
    [InlineData("240 letters", ExitCode.File, "cannot be written")]
    [InlineData("", ExitCode.Usage, "--out must be the name of a file")]
    [InlineData(" ", ExitCode.Usage, "--out must be the name of a file")]
    [InlineData("\t", ExitCode.Usage, "--out must be the name of a file")]
    public async Task Run_OutputCannotBeWritten_IsRefusedBeforePaying(string name, int code, string message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The names are those of a Unix file system.");
        await using var service = await ServiceRun.StartAsync();
        Directory.CreateDirectory(service.FileAt("existing-folder"));
        File.WriteAllText(service.FileAt("existing-file"), "mine");
        File.CreateSymbolicLink(service.FileAt("link-to-nowhere"), service.FileAt("nowhere"));
        var path = name switch
        {
            "" or " " or "\t" => name,
            "300 letters" => service.FileAt(new string('a', 300)),
            "240 letters" => service.FileAt(new string('a', 240)),   // good as a name, and too long for a part of it
            _ => Path.Combine(service.Folder, name),
        };
        var before = Names(service);

        var run = await service.Of(["run", .. Tram, "--out", path]);

        Assert.Equal((code, "", 0), (run.Code, run.Output, service.Emulator.PaidJobs));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Names(service));
        Assert.Equal("mine", File.ReadAllText(service.FileAt("existing-file")));
    }

    [Fact]
    public async Task Run_ForceOverASpecialFile_IsRefusedBeforePaying()
    {
        await using var service = await ServiceRun.StartAsync();
        File.WriteAllText(service.FileAt("device"), "");   // as devices and pipes seem to be
        var run = await service.Of(["run", .. Tram, "--out", service.FileAt("device"), "--force"]);
        Assert.Equal((ExitCode.File, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("not a regular file", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mj-1.mp4")]
    [InlineData("mj-4.mp4")]
    public async Task Run_NumberedFileExists_IsRefusedBeforePaying(string existing)
    {
        await using var service = await ServiceRun.StartAsync();
        File.WriteAllText(service.FileAt(existing), "mine");
        var run = await service.Of(["run", .. Four, "--out", service.FileAt("mj.mp4")]);
        Assert.Equal((ExitCode.File, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Equal("mine", File.ReadAllText(service.FileAt(existing)));

        Assert.Equal(ExitCode.Ok, (await service.Of(["run", .. Four, "--out", service.FileAt("mj.mp4"), "--force"])).Code);
        Assert.Equal(["mj-1.mp4", "mj-2.mp4", "mj-3.mp4", "mj-4.mp4"], Names(service));
    }

    /// <summary>As a process of an ordinary user, whom permissions bind; in the folder that is his, the same command saves the video.</summary>
    [Theory]
    [InlineData("read-only", "--out", "tram.mp4")]
    [InlineData("read-only", "--out", "mine.mp4", "--force")]
    [InlineData("closed", "--out", "tram.mp4")]
    [InlineData("read-only")]
    public async Task Run_FolderNotWritable_IsRefusedBeforePaying(string kind, params string[] options)
    {
        await using var service = await ServiceRun.StartAsync(settings => settings with { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await OrdinaryUser.SkipIfThereIsNoneAsync(service);
        var folder = Directory.CreateDirectory(service.FileAt(kind)).FullName;
        File.WriteAllText(Path.Combine(folder, "mine.mp4"), "mine");
        OrdinaryUser.SetMode(service.Folder, UnixFileMode.UserWrite | AllMayRead);
        OrdinaryUser.SetMode(folder, kind == "closed" ? UnixFileMode.None : AllMayRead);
        try
        {
            var run = await RunAsync(folder);
            Assert.Equal((ExitCode.File, "", 0), (run.Code, run.Output, service.Emulator.PaidJobs));
            Assert.Matches("cannot be written|There is no folder", run.Error);

            OrdinaryUser.SetMode(folder, AllMayWrite);
            run = await RunAsync(folder);
            Assert.Equal((ExitCode.Ok, 1), (run.Code, service.Emulator.PaidJobs));
            Assert.Equal(options.Contains("--force") ? 1 : 2, Directory.GetFiles(folder).Length);
        }
        finally
        {
            OrdinaryUser.SetMode(folder, AllMayWrite);
        }

        // A folder that is given may be anywhere; the current one must be one that the process can enter.
        Task<Run> RunAsync(string target) => options is ["--out", var name, .. var rest]
            ? OrdinaryUser.RunAsync(service, "/", ["run", .. Tram, "--poll", "0.2", "--out", Path.Combine(target, name), .. rest])
            : OrdinaryUser.RunAsync(service, target, ["run", .. Tram, "--poll", "0.2"]);
    }

    /// <summary>For any file name, a job is paid if and only if its video was saved, and no other file is left.</summary>
    [Fact]
    public async Task Run_AnyName_IsPaidOnlyIfTheVideoIsSaved()
    {
        await using var service = await ServiceRun.StartAsync();
        var letters = Gen.Elements('a', '.', '-', ' ', '/', '*', ':', '\n', '\u00e9', '\u0301', '"', '\'', '~', '\t');
        var names = from length in Gen.OneOf(Gen.Choose(1, 12), Gen.Choose(190, 260)) from text in Gen.ArrayOf(letters, length) select new string(text);
        foreach (var name in names.Sample(60, 60).Where(name => !name.Contains("..", StringComparison.Ordinal)))
        {
            var (paid, before) = (service.Emulator.PaidJobs, Names(service));
            var run = await service.Of(["run", .. Tram, "--out", service.Folder + "/" + name]);
            var added = Names(service).Except(before).ToList();
            Assert.Equal(run.Code == ExitCode.Ok ? 1 : 0, service.Emulator.PaidJobs - paid);
            Assert.Equal(service.Emulator.PaidJobs - paid, added.Count);
        }
    }

    [Fact]
    public async Task Run_OutputDash_WritesTheVideoToStandardOutputAndNothingElse()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of(["run", .. Tram, "--out", "-"]);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Equal("ftyp"u8, service.Bytes.ToArray().AsSpan(4, 4));
        Assert.False(File.Exists("-"));
        Assert.Empty(Names(service));
    }

    [Theory]
    [InlineData(true, "sora-2", false, "terminal")]
    [InlineData(false, "sora-2", true, "--json")]
    [InlineData(false, "midjourney-video", false, "has 4 videos")]
    public async Task Run_OutputDashNotPossible_IsRefusedBeforePaying(bool isTerminal, string model, bool json, string message)
    {
        await using var service = await ServiceRun.StartAsync();
        service.IsTerminal = isTerminal;
        var run = await service.Of(["run", .. model == "sora-2" ? Tram : Four, "--out", "-", .. json ? ["--json"] : Array.Empty<string>()]);
        Assert.Equal((ExitCode.Usage, "", 0), (run.Code, run.Output, service.Emulator.PaidJobs));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("existing-folder", ExitCode.File)]
    [InlineData("", ExitCode.Usage)]
    public async Task Download_OutputCannotBeWritten_IsRefused(string name, int code)
    {
        await using var service = await ServiceRun.StartAsync();
        Directory.CreateDirectory(service.FileAt("existing-folder"));
        var run = await service.Of("download", "vid_1", "--out", name.Length == 0 ? "" : service.FileAt(name));
        Assert.Equal((code, ""), (run.Code, run.Output));
    }

    private static List<string> Names(ServiceRun service) =>
        [.. Directory.EnumerateFileSystemEntries(service.Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
