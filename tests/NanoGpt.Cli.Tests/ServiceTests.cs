using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Requests;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Tests;

/// <summary>Tests the commands that call the service, against the emulator.</summary>
public class ServiceTests
{
    private static readonly string[] Tram = ["sora-2", "prompt=A tram", "resolution=720p", "duration=8"];

    [Fact]
    public async Task Run_ValidRequest_SavesTheVideoAndShowsEachStatusOnce()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = service.FileAt("tram.mp4");
        var run = await service.Of(["run", .. Tram, "--out", file]);

        Assert.Equal((ExitCode.Ok, $"{file}\n"), (run.Code, run.Output));
        Assert.Equal("ftyp"u8, File.ReadAllBytes(file).AsSpan(4, 4));
        Assert.Contains("sora-2: price 0.8 USD by the prices of 2026-08-24; submission ", run.Error, StringComparison.Ordinal);
        Assert.Contains("charged 0.8 USD, 49.2 left", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n'), line => line.EndsWith(": completed", StringComparison.Ordinal));
        Assert.Equal(1, service.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Submit_ThenWaitStatusAndDownload_SaveTheVideo()
    {
        await using var service = await ServiceRun.StartAsync();
        var handle = await service.Of(["submit", .. Tram]);
        Assert.Equal(ExitCode.Ok, handle.Code);
        var id = (string)handle.Json["runId"]!;

        Assert.Equal(ExitCode.WaitTimedOut, (await service.Of("download", id, "--out", service.FileAt("early.mp4"))).Code);
        Assert.False(File.Exists(service.FileAt("early.mp4")));

        var wait = await service.Piped(handle.Output, CancellationToken.None, "wait", "-", "--json");
        Assert.Equal((ExitCode.Ok, "completed"), (wait.Code, (string?)wait.Json["status"]));
        Assert.Single(wait.Json["outputs"]!.AsArray());

        var status = await service.Of("status", id);
        Assert.Equal((ExitCode.Ok, "completed\n"), (status.Code, status.Output));

        File.WriteAllText(service.FileAt("job.json"), handle.Output);
        var download = await service.Of("download", service.FileAt("job.json"), "--out", service.FileAt("tram.mp4"));
        Assert.Equal((ExitCode.Ok, $"{service.FileAt("tram.mp4")}\n"), (download.Code, download.Output));
        Assert.Equal(ExitCode.File, (await service.Of("download", id, "--out", service.FileAt("tram.mp4"))).Code);
        Assert.Equal(ExitCode.Ok, (await service.Of("download", id, "--out", service.FileAt("tram.mp4"), "--force")).Code);
    }

    [Fact]
    public async Task Run_ModelOfVenice_SavesTheVideo()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("run", "longcat-text-to-video", "prompt=A tram", "duration=5", "--out", service.FileAt("tram.mp4"));
        Assert.Equal((ExitCode.Ok, $"{service.FileAt("tram.mp4")}\n"), (run.Code, run.Output));
        Assert.True(MediaSignature.IsVideo(File.ReadAllBytes(service.FileAt("tram.mp4"))));
    }

    [Fact]
    public async Task Submit_ModelOfVenice_PrintsAHandleForTheOtherCommands()
    {
        await using var service = await ServiceRun.StartAsync();
        string[] request = ["wan-2.6-text-to-video", "prompt=A tram", "duration=5"];
        var preview = await service.Of(["submit", .. request, "--dry-run"]);
        Assert.Equal((ExitCode.Ok, 0), (preview.Code, service.Emulator.PaidJobs));

        var submit = await service.Of(["submit", .. request]);
        var handle = submit.Output.TrimEnd();
        var id = JsonNode.Parse(handle)!["runId"]!.GetValue<string>();
        Assert.Equal((ExitCode.Ok, "venice", 1), (submit.Code, JsonNode.Parse(handle)!["provider"]!.GetValue<string>(), service.Emulator.PaidJobs));

        var wait = await service.Of("wait", handle);
        Assert.Equal((ExitCode.Ok, ""), (wait.Code, wait.Output));   // Venice returns the video itself, not a link
        Assert.Contains($"nanogpt download {id} --model wan-2.6-text-to-video --provider venice --wait\n", wait.Error, StringComparison.Ordinal);
        var download = await service.Of(
            "download", id, "--model", "wan-2.6-text-to-video", "--provider", "venice", "--out", service.FileAt("tram.mp4"));
        Assert.Equal((ExitCode.Ok, $"{service.FileAt("tram.mp4")}\n"), (download.Code, download.Output));

        var unclear = await service.Of("status", id, "--provider", "venice");
        Assert.Equal(ExitCode.Usage, unclear.Code);
        Assert.Contains("A job of Venice also requires --model.", unclear.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_PrivateModel_PrintsTheOnlyLinkInTheHandle()
    {
        await using var service = await ServiceRun.StartAsync();
        var handle = (await service.Of("submit", "longcat-text-to-video", "prompt=A tram", "duration=5")).Output.TrimEnd();
        var id = JsonNode.Parse(handle)!["runId"]!.GetValue<string>();
        var wait = await service.Of("wait", handle);
        Assert.Equal((ExitCode.Ok, JsonNode.Parse(handle)!["downloadLink"]!.GetValue<string>() + "\n"), (wait.Code, wait.Output));
        var download = await service.Of("download", handle, "--out", service.FileAt("tram.mp4"));
        Assert.Equal((ExitCode.Ok, $"{service.FileAt("tram.mp4")}\n"), (download.Code, download.Output));

        var byId = await service.Of("download", id, "--model", "longcat-text-to-video", "--provider", "venice");
        Assert.Equal(ExitCode.File, byId.Code);
        Assert.Contains("only at a link that it returned at submission", byId.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_OwnSubmissionIdTwice_ReturnsTheFirstJob()
    {
        await using var service = await ServiceRun.StartAsync();
        var id = Guid.NewGuid().ToString();
        var first = await service.Of("submit", "sora-2", "prompt=A tram", "--submission", id);
        var second = await service.Of("submit", "sora-2", "prompt=A tram", "--submission", id);
        Assert.Equal(JsonNode.Parse(first.Output)!["runId"]!.GetValue<string>(), JsonNode.Parse(second.Output)!["runId"]!.GetValue<string>());
        Assert.Equal(1, service.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--json")]
    public async Task Run_SubmissionIdInTheBody_IsNotSent(string option)
    {
        await using var service = await ServiceRun.StartAsync();
        File.WriteAllText(service.FileAt("request.json"), """{ "prompt": "x", "conversationUUID": "1" }""");
        var run = await service.Of("run", "sora-2", "--request", service.FileAt("request.json"), option, "--out", service.FileAt("none.mp4"));
        Assert.Equal((ExitCode.Invalid, "", 0), (run.Code, run.Output, service.Emulator.PaidJobs));
        Assert.Contains("error NGPT150: conversationUUID is set by the client", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LinkThatTheProviderCannotFetch_IsNotSent()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("run", "sora-2", "prompt=x", "image=http://192.168.0.2/a.png", "--out", service.FileAt("none.mp4"));
        Assert.Equal((ExitCode.Invalid, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("error NGPT132: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RemovedModel_IsNotSent()
    {
        await using var service = await ServiceRun.StartAsync();
        var removed = DirectoryFiles.BuiltInCatalog().Models.First(model => model.Status == ModelStatus.Removed);
        var run = await service.Of("run", $"{removed.Provider}/{removed.Id}", "--out", service.FileAt("none.mp4"));
        Assert.Equal((ExitCode.Invalid, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains($"error: The model {removed.Id} is removed", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PromptMarkers.Fail, ExitCode.JobFailed)]
    [InlineData(PromptMarkers.Cancel, ExitCode.JobFailed)]
    [InlineData(PromptMarkers.Refuse, ExitCode.Invalid)]
    public async Task Run_FailedJob_ReturnsItsExitCode(string marker, int code)
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("run", "sora-2", $"prompt={marker}", "--out", service.FileAt("none.mp4"));
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains("nanogpt: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(service.FileAt("none.mp4")));
    }

    [Fact]
    public async Task Balance_KeyRejected_ReturnsTheAuthenticationCode()
    {
        await using var service = await ServiceRun.StartAsync(options => options with { Keys = new HashSet<string> { "another" } });
        Assert.Equal(ExitCode.Authentication, (await service.Of("balance")).Code);
        Assert.Equal(ExitCode.Authentication, (await service.Of("doctor")).Code);
    }

    [Fact]
    public async Task Submit_EmptyAccount_ReturnsTheBalanceCode()
    {
        await using var service = await ServiceRun.StartAsync(options => options with { InitialBalance = 0.1m });
        Assert.Equal(ExitCode.Balance, (await service.Of(["submit", .. Tram])).Code);
        Assert.Equal(0, service.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Run_Timeout_ReturnsTheTimeoutCodeAndHowToResume()
    {
        await using var service = await ServiceRun.StartAsync(options => options with { RunTime = TimeSpan.FromHours(1) });
        var run = await service.Of(["run", .. Tram, "--timeout", "20"]);
        Assert.Equal(ExitCode.WaitTimedOut, run.Code);
        Assert.Matches(@"Resume: nanogpt wait \S+ --model sora-2\n", run.Error);
        Assert.Matches(@"nanogpt download \S+ --model sora-2 --wait\n$", run.Error);   // it is paid: nobody should have to look for how to get it
    }

    [Fact]
    public async Task Run_Interrupted_NamesTheCommandThatSavesTheVideo()
    {
        using var stop = new CancellationTokenSource();
        await using var service = await ServiceRun.StartAsync(options => options with
        {
            RunTime = TimeSpan.FromHours(1),
            Behavior = new Hook(call =>
            {
                if (call.Route == EmulatorRoute.Status)
                {
                    stop.Cancel();
                }

                return null;
            }),
        });
        var file = Path.Combine(service.Folder, "tram.mp4");
        var run = await service.Piped("", stop.Token, ["run", .. Tram, "--out", file]);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        var last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.Equal(
            $"The job {service.Emulator.Journal[0].RunId} is paid. To save its video when it is finished: "
            + $"nanogpt download {service.Emulator.Journal[0].RunId} --model sora-2 --wait --out {file}",
            last);
    }

    [Fact]
    public async Task Wait_Interrupted_ReturnsTheInterruptedCodeAndHowToResume()
    {
        await using var service = await ServiceRun.StartAsync(options => options with { RunTime = TimeSpan.FromHours(1) });
        var handle = await service.Of(["submit", .. Tram]);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var run = await service.Piped("", stop.Token, "wait", handle.Output.Trim());
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.EndsWith($"Resume: nanogpt wait {handle.Json["runId"]} --model sora-2\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_Submission_ListsItsJob()
    {
        await using var service = await ServiceRun.StartAsync();
        var handle = await service.Of(["submit", .. Tram]);
        var (id, submission) = ((string)handle.Json["runId"]!, (string)handle.Json["submissionId"]!);

        var list = await service.Of("recover", "--json");
        Assert.Equal(id, (string?)list.Json["jobs"]![0]!["runId"]);
        Assert.Contains(id, (await service.Of("recover")).Output, StringComparison.Ordinal);

        var found = await service.Of("recover", "--submission", submission, "--json");
        Assert.Equal((ExitCode.Ok, "accepted"), (found.Code, (string?)found.Json["submissions"]![0]!["outcome"]));
        Assert.Contains($"nanogpt wait {id} --model sora-2", (await service.Of("recover", "--submission", submission)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_Journal_ListsItsOpenJobs()
    {
        await using var service = await ServiceRun.StartAsync();
        var journal = service.FileAt("journal.jsonl");
        var handle = await service.Of(["submit", .. Tram, "--journal", journal]);
        var found = await service.Of("recover", "--journal", journal, "--json");
        Assert.Equal((string?)handle.Json["runId"], (string?)found.Json["open"]![0]!["runId"]);
        Assert.Equal(ExitCode.File, (await service.Of("recover", "--journal", service.FileAt("none.jsonl"))).Code);
    }

    [Fact]
    public async Task Balance_Account_WritesTheAmount()
    {
        await using var service = await ServiceRun.StartAsync();
        Assert.StartsWith("50 USD\n", (await service.Of("balance")).Output, StringComparison.Ordinal);
        Assert.Equal(50m, (decimal)(await service.Of("balance", "--json")).Json["usd"]!);
    }

    [Fact]
    public async Task Doctor_WorkingSetup_PassesAllChecksAndSpendsNothing()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("doctor", "--json");
        var checks = run.Json["checks"]!.AsArray().ToDictionary(check => (string)check!["name"]!, check => (string)check!["verdict"]!);
        Assert.Equal(ExitCode.Ok, run.Code);
        foreach (var name in new[] { "versions", "directory", "key", "name", "service", "models", "account" })
        {
            Assert.Equal("ok", checks[name]);
        }

        Assert.Equal(0, service.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Doctor_RequestWithoutAVisibleCharge_IsAWarning()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("doctor", "--request", "req_1");
        Assert.Matches("\nwarning +charge +the service shows no charge for req_1, which does not prove that there is none", run.Output);
    }

    [Fact]
    public async Task Doctor_ServiceNotReachable_FailsThatCheck()
    {
        using var closed = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        closed.Start();
        var port = ((System.Net.IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var run = await Run.Of("doctor", "--base-url", $"http://127.0.0.1:{port}/");
        Assert.Equal(ExitCode.Unexpected, run.Code);
        Assert.Contains("failed   service", run.Output, StringComparison.Ordinal);

        var keyless = await Run.Of("balance", "--base-url", "https://example.com");
        Assert.Equal(ExitCode.Authentication, keyless.Code);
        Assert.Contains("NANOGPT_API_KEY", keyless.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--base-url", "http://example.com")]
    [InlineData("--base-url", "not a link")]
    [InlineData("--poll", "1")]   // only commands that wait have it
    public async Task Balance_InvalidSetting_IsAUsageError(string option, string value)
    {
        await using var service = await ServiceRun.StartAsync();
        Assert.Equal(ExitCode.Usage, (await service.Of("balance", option, value)).Code);
    }

    [Fact]
    public async Task Wait_InvalidPollInterval_IsAUsageError()
    {
        await using var service = await ServiceRun.StartAsync();
        Assert.Equal(ExitCode.Usage, (await service.Of("wait", "vid_1", "--poll", "0")).Code);
    }

    [Fact]
    public async Task Wait_InvalidJob_IsAUsageError()
    {
        await using var service = await ServiceRun.StartAsync();
        Assert.Equal(ExitCode.Usage, (await service.Of("wait", """{ "v": 1 }""")).Code);
        Assert.Equal(ExitCode.Usage, (await service.Piped("", CancellationToken.None, "status", "-")).Code);
    }

    [Fact]
    public async Task Status_UnknownJob_IsReported()
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("status", "vid_none");
        Assert.Equal((ExitCode.Unexpected, ""), (run.Code, run.Output));
        Assert.Contains("vid_none has no usable status: the service does not know it", run.Error, StringComparison.Ordinal);
    }
}
