using NanoGpt.Cli;
using NanoGpt.Cli.Output;

return await NanoGptCommand.RunAsync(args, CommandHost.OfProcess());
