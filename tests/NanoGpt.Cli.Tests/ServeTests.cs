using System.IO.Pipelines;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class ServeTests
{
    [Fact]
    public async Task Address_is_data_and_cancelling_ends_it_well()
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
    }

    [Fact]
    public async Task Port_that_is_taken_is_told()
    {
        await using var other = await Emulator.NanoGptEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var run = await Run.Of("serve", "--port", $"{other.BaseAddress.Port}");
        Assert.Equal((ExitCode.File, ""), (run.Code, run.Output));
        Assert.Contains($"{other.BaseAddress.Port}", run.Error, StringComparison.Ordinal);
    }
}
