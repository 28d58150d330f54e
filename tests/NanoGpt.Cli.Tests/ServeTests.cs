using System.IO.Pipelines;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class ServeTests
{
    [Fact]
    public async Task Serve_Started_WritesTheAddressAndEndsOnCancellation()
    {
        var pipe = new Pipe();
        await using var output = new StreamWriter(pipe.Writer.AsStream()) { AutoFlush = true };
        using var reader = new StreamReader(pipe.Reader.AsStream());
        using var error = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = NanoGptCommand.RunAsync(["serve", "--port", "0"], output, error, stop.Token);

        var address = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(address!) };
        var list = await client.GetFromJsonAsync<JsonObject>("api/v1/video-models", TestContext.Current.CancellationToken);
        Assert.NotEmpty(list!["data"]!.AsArray());

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, await serving);
        Assert.Contains("Jobs paid: 0.", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"NanoGPT: {address}, ", error.ToString(), StringComparison.Ordinal);

        // The address that a client of Venice is given.
        Assert.Contains($"\nVenice: {address}api/v1, ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", null)]
    [InlineData("chaos.json", """{ "seed": 7, "faults": ["429"] }""")]
    public async Task Serve_ChaosBySeedOrFile_FaultsAreServedAndCounted(string wanted, string? text)
    {
        using var folder = new SmallDirectory();
        if (text is not null)
        {
            folder.Write(wanted, text);
            wanted = Path.Combine(folder.Path, "test", wanted);
        }

        var pipe = new Pipe();
        await using var output = new StreamWriter(pipe.Writer.AsStream()) { AutoFlush = true };
        using var reader = new StreamReader(pipe.Reader.AsStream());
        using var error = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = NanoGptCommand.RunAsync(["serve", "--port", "0", "--chaos", wanted], output, error, stop.Token);
        using var client = new HttpClient { BaseAddress = new Uri((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!) };
        var spoiled = 0;
        for (var i = 0; i < 40 && spoiled == 0; i++)
        {
            // Every call of its own route and attempt: sooner or later one is chosen.
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/generate-video/extend") { Content = JsonContent.Create(new JsonObject()) };
            try
            {
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                spoiled = (int)answer.StatusCode == 401 && !answer.Headers.Contains("Retry-After") ? 0 : 1;
            }
            catch (HttpRequestException)
            {
                spoiled = 1;
            }
        }

        await stop.CancelAsync();
        Assert.Equal((ExitCode.Ok, 1), (await serving, spoiled));
        Assert.Matches(text is null ? @"(?m)^[\w-]+: extend \d+" : "(?m)^429: extend 1", error.ToString());
    }

    [Theory]
    [InlineData("seed: 7\nfaults:\n  - fault: rezet\n", "(3,12): error: there is no fault 'rezet': did you mean 'reset'?")]
    [InlineData("sed: 7\n", "(1,1): error: there is no key 'sed': did you mean 'seed'?")]
    [InlineData("seed: 1.5\n", "(1,7): error: 'seed' must be a whole number")]
    [InlineData("faults:\n  - { fault: 404-model, on: status }\n", "(2,29): error: '404-model' does not apply to status: it applies to submit")]
    [InlineData("faults:\n  - { on: status }\n", "(2,5): error: the rule requires the key 'fault'")]
    [InlineData("seed: [\n", "(3,1): error: ")]
    [InlineData("", "(1,1): error: the file contains no keys: add 'seed' or 'faults'")]
    public async Task Serve_InvalidChaosFile_IsReportedAtTheTokenAndNotServed(string text, string message)
    {
        using var folder = new SmallDirectory();
        folder.Write("chaos.yaml", text);
        var file = Path.Combine(folder.Path, "test", "chaos.yaml");
        var run = await Run.Of("serve", "--port", "0", "--chaos", file);
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains(file + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_MissingChaosFile_IsReported()
    {
        var run = await Run.Of("serve", "--port", "0", "--chaos", "no-such-file.yaml");
        Assert.Equal((ExitCode.File, ""), (run.Code, run.Output));
        Assert.Contains("no-such-file.yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "L03")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "99999999999")]
    [InlineData("--port", "x")]
    [InlineData("--balance", "-0.01")]
    [InlineData("--balance", "1000000001")]
    [InlineData("--balance", "1e400")]
    [InlineData("--chaos", "99999999999")]
    public async Task Serve_NumberOutOfRange_IsAUsageError(string option, string value)
    {
        var run = await Run.Of("serve", "--port", "0", option, value);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_PortInUse_IsReported()
    {
        await using var other = await Emulator.NanoGptEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var run = await Run.Of("serve", "--port", $"{other.BaseAddress.Port}");
        Assert.Equal((ExitCode.File, ""), (run.Code, run.Output));
        Assert.Contains($"{other.BaseAddress.Port}", run.Error, StringComparison.Ordinal);
    }
}
