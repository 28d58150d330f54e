using NanoGpt.Runtime.Tests.Crash;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(CanaryOfAllTests))]

// The same program runs the tests and is the child that tests kill, or that cannot save a video.
return Environment.GetEnvironmentVariable(CrashChild.Variable) is { Length: > 0 } orders ? await CrashChild.RunAsync(orders)
    : Environment.GetEnvironmentVariable(DownloadChild.Variable) is { Length: > 0 } link ? await DownloadChild.RunAsync(link)
    : await ConsoleRunner.Run(args);
