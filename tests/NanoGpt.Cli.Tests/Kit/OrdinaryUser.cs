using System.Diagnostics;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>Runs the tool as a process of an ordinary user, whom the permissions of files bind.</summary>
internal static class OrdinaryUser
{
    private const string Nobody = "65534";
    private const string SetPriv = "/usr/bin/setpriv";

    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "nanogpt.dll");

    /// <summary>Runs a command line.</summary>
    /// <param name="service">The emulator that the tool speaks to.</param>
    /// <param name="folder">The current folder.</param>
    /// <param name="args">The arguments.</param>
    public static async Task<Run> RunAsync(ServiceRun service, string folder, params string[] args)
    {
        string[] command = Environment.IsPrivilegedProcess
            ? [SetPriv, $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "dotnet", Tool]
            : ["dotnet", Tool];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. args]) { WorkingDirectory = folder };
        start.Environment["NANOGPT_BASE_URL"] = service.Emulator.BaseAddress.AbsoluteUri;
        start.Environment.Remove("NANOGPT_API_KEY");
        var result = await Shell.RunAsync(start);
        return new Run(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Sets the permissions of a file or folder.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    /// <summary>Skips the test where no process can be an ordinary user's.</summary>
    public static async Task SkipIfThereIsNoneAsync(ServiceRun service)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The permissions are those of a Unix file system.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !File.Exists(SetPriv), "There is no setpriv to become an ordinary user.");
        var version = await RunAsync(service, Path.GetTempPath(), "--version");
        Assert.SkipUnless(version.Code == ExitCode.Ok, $"An ordinary user cannot run the tool here: {version.Error}");
    }
}
