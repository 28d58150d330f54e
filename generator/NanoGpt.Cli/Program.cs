using NanoGpt.Cli;
using NanoGpt.Cli.Output;

// Scripts ask for the version often, and it needs no parser: without one it is there in the time of an empty program.
if (args is ["--version"])
{
    Console.Out.WriteLine(ToolVersion.Text);
    return ExitCode.Ok;
}

return await NanoGptCommand.RunAsync(args, CommandHost.OfProcess());
