using System.Diagnostics;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>A sample as this build left it, run as a reader runs it.</summary>
internal static class BuiltSample
{
    /// <summary>Runs it to its end, without a terminal and with nothing to read.</summary>
    /// <param name="name">The sample's project.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Variables; null takes one away.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string name, DirectoryInfo folder, IReadOnlyDictionary<string, string?> environment, params string[] args)
    {
        // Test and sample lie side by side: <artifacts>/bin/<project>/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var sample = Path.Combine(here.Parent!.Parent!.FullName, name, here.Name, $"{name}.dll");
        var start = new ProcessStartInfo("dotnet", [sample, .. args]) { WorkingDirectory = folder.FullName };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        var result = await Shell.RunAsync(start);
        return (result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
