using NanoGpt.Cli;

// Handled without the parser because scripts often request the version.
if (args is ["--version"])
{
    Console.Out.WriteLine(ToolVersion.Text);
    return ExitCode.Ok;
}

return await NanoGptCommand.RunAsync(args, CommandHost.FromProcess());
