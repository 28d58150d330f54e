using NanoGpt.Cli;
using NanoGpt.Cli.Mcp;

// Handled without the parser because scripts often request the version.
if (args is ["--version"])
{
    Console.Out.WriteLine(ToolVersion.Text);
    return ExitCode.Ok;
}

if (args is ["mcp", ..])
{
    ProtocolTypes.Prepare();
}

return await NanoGptCommand.RunAsync(args, CommandHost.FromProcess());
