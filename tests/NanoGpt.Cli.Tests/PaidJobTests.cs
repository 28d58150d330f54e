using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Cli.Tests;

/// <summary>After a submission, the output always contains how to get the video.</summary>
public sealed class PaidJobTests : IDisposable
{
    private static readonly string[] Tram = ["sora-2", "prompt=A tram", "resolution=720p", "duration=8"];

    private readonly CancellationTokenSource stop = new();

    [Theory]
    [Trait("Row", "C01")]
    [InlineData("the wait times out", ExitCode.WaitTimedOut)]
    [InlineData("the service refuses the status", ExitCode.Authentication)]
    [InlineData("Ctrl+C in the wait", ExitCode.Interrupted)]
    [InlineData("Ctrl+C in the download", ExitCode.Interrupted)]
    [InlineData("the video is gone", ExitCode.File)]
    [InlineData("the video is an error page", ExitCode.File)]
    [InlineData("standard output is closed", ExitCode.File)]
    public async Task Run_FailureAfterTheSubmission_ShowsHowToGetTheVideo(string failure, int code)
    {
        var file = "";
        await using var service = await ServiceRun.StartAsync(options => options with { Behavior = new Hook(Fail) });
        file = service.FileAt("tram 1.mp4");
        if (failure == "standard output is closed")
        {
            service.Output = new ClosedWriter();
        }

        var run = await service.Piped("", stop.Token, ["run", .. Tram, "--out", file, .. failure == "the wait times out" ? ["--timeout", "1"] : Array.Empty<string>()]);

        var job = Assert.Single(service.Emulator.Journal);
        Assert.Equal(code, run.Code);
        Assert.Contains($"nanogpt download {job.RunId} --model sora-2 --wait --out '{file}'\n", run.Error, StringComparison.Ordinal);

        EmulatorResponse? Fail(EmulatorCall call)
        {
            switch (failure, call.Route)
            {
                case ("the service refuses the status", EmulatorRoute.Status):
                    return new EmulatorResponse { Status = 401 };

                case ("Ctrl+C in the wait", EmulatorRoute.Status) or ("Ctrl+C in the download", EmulatorRoute.Media):
                    stop.Cancel();
                    return null;

                case ("the video is gone", EmulatorRoute.Media):
                    return new EmulatorResponse { Status = 410 };

                case ("the video is an error page", EmulatorRoute.Media):
                    return EmulatorResponse.File("<html>Sorry</html>"u8.ToArray(), "video/mp4");

                default:
                    return null;
            }
        }
    }

    [Fact]
    [Trait("Row", "C01")]
    public async Task Run_FileCreatedMeanwhile_IsKeptAndShowsHowToGetTheVideo()
    {
        var file = "";
        await using var service = await ServiceRun.StartAsync(options => options with
        {
            Behavior = new Hook(call =>
            {
                if (call.Route == EmulatorRoute.Media)
                {
                    File.WriteAllText(file, "mine");
                }

                return null;
            }),
        });
        file = service.FileAt("tram.mp4");
        var run = await service.Of(["run", .. Tram, "--out", file]);
        Assert.NotEqual(ExitCode.Ok, run.Code);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Contains($"nanogpt download {Assert.Single(service.Emulator.Journal).RunId} --model sora-2 --wait --out {file}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "C01")]
    public async Task Submit_HandleCannotBeWritten_ShowsHowToGetTheVideo()
    {
        await using var service = await ServiceRun.StartAsync();
        service.Output = new ClosedWriter();
        var run = await service.Of(["submit", .. Tram]);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains($"nanogpt download {service.Emulator.Journal[0].RunId} --model sora-2 --wait\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "C01")]
    public async Task Run_JobFails_NamesNoVideo()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("run", "sora-2", $"prompt={PromptMarkers.Fail}", "--out", service.FileAt("none.mp4"));
        Assert.Equal(ExitCode.JobFailed, run.Code);
        Assert.DoesNotContain("nanogpt download", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "C02")]
    [InlineData("run")]
    [InlineData("submit")]
    public async Task Submit_RecoverFails_IsStillSent(string command)
    {
        await using var service = await ServiceRun.StartAsync(options => options with
        {
            Behavior = new Hook(call => call.Route == EmulatorRoute.Recover ? new EmulatorResponse { Status = 500 } : null),
        });
        string[] file = command == "run" ? ["--out", service.FileAt("tram.mp4")] : [];
        var run = await service.Of([command, .. Tram, .. file]);
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains($"submission {Assert.Single(service.Emulator.Journal).SubmissionId}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "C02")]
    public async Task Submit_ResponseLost_NamesTheSubmissionBeforeAndAfterwards()
    {
        await using var service = await ServiceRun.StartAsync(options => options with
        {
            Behavior = new Hook(call => call.Route == EmulatorRoute.Submit ? EmulatorResponse.Abort : null),
        });
        var run = await service.Of(["submit", .. Tram]);
        Assert.Equal(ExitCode.OutcomeUnknown, run.Code);
        var id = run.Error.Split("; submission ")[1].Split('\n')[0];
        Assert.Contains($"nanogpt recover --submission {id}\n", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Without a key, the tool sends a stand-in, which occurs in no answer.</summary>
    [Theory]
    [Trait("Row", "C04")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Run_LoopbackWithoutKey_SavesTheVideo(string host)
    {
        Assert.SkipWhen(host == "[::1]" && !System.Net.Sockets.Socket.OSSupportsIPv6, "needs IPv6");
        await using var service = await ServiceRun.StartAsync();
        service.ConfiguredKey = null;
        var file = service.FileAt("tram.mp4");
        var run = await service.Of(["run", .. Tram, "--out", file, "--base-url", $"http://{host}:{service.Emulator.BaseAddress.Port}"]);
        Assert.Equal((ExitCode.Ok, $"{file}\n"), (run.Code, run.Output));
        Assert.Equal("ftyp"u8, File.ReadAllBytes(file).AsSpan(4, 4));
        Assert.DoesNotContain("***", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => stop.Dispose();

    private sealed class ClosedWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("The pipe is closed.");

        public override Task WriteLineAsync(string? value) => throw new IOException("The pipe is closed.");
    }
}
