using System.Text.Json.Nodes;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>A command that has run in this process.</summary>
internal sealed record Run(int Code, string Output, string Error)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static Task<Run> Of(params string[] args) => In(isTerminal: false, environment: null, args);

    public static async Task<Run> In(bool isTerminal, Func<string, string?>? environment, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CommandHost(output, error, isTerminal, environment);
        var code = await NanoGptCommand.RunAsync(args, host, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }
}
