using NanoGpt.Storage.Tests.Kill;
using Xunit.Runner.InProc.SystemConsole;

// The same program runs the tests and is the worker that tests kill.
return Environment.GetEnvironmentVariable(StoreWorker.Variable) is { Length: > 0 } orders
    ? await StoreWorker.RunAsync(orders)
    : await ConsoleRunner.Run(args);
