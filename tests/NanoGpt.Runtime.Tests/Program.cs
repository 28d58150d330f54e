using NanoGpt.Runtime.Tests.Crash;
using Xunit.Runner.InProc.SystemConsole;

// The same program runs the tests and is the child that the crash tests kill.
return Environment.GetEnvironmentVariable(CrashChild.Variable) is { Length: > 0 } orders
    ? await CrashChild.RunAsync(orders)
    : await ConsoleRunner.Run(args);
