using NanoGpt.Orleans.Tests.Cluster;
using Xunit.Runner.InProc.SystemConsole;

// The same program runs the tests and is a silo that a test kills.
return Environment.GetEnvironmentVariable(SiloProcess.Variable) is { Length: > 0 } orders
    ? await SiloProcess.RunAsync(orders)
    : await ConsoleRunner.Run(args);
