using System.Diagnostics;

namespace NanoGpt.Testing;

/// <summary>Runs programs to their end.</summary>
public static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs a program in an environment as <see cref="Clean"/> makes it.</summary>
    /// <param name="folder">The current folder of the program.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ShellResult> RunAsync(string folder, string program, params string[] arguments) =>
        RunAsync(Clean(folder, program, arguments));

    /// <summary>Runs a program. It is killed when the test is cancelled, and after fifteen minutes.</summary>
    /// <param name="start">The program; its standard streams are redirected.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <exception cref="TimeoutException">The program did not end in time.</exception>
    public static async Task<ShellResult> RunAsync(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Start(start);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return new ShellResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end in {Limit}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts a program whose output the test reads, in an environment as <see cref="Clean"/> makes it.</summary>
    /// <param name="folder">The current folder of the program.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set.</param>
    public static Process Start(
        string folder, string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = Clean(folder, program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    /// <summary>Returns whether a program is installed.</summary>
    /// <param name="program">The name of its file.</param>
    public static bool Has(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    /// <summary>Describes a program without what the surrounding <c>dotnet test</c> sets in its environment and without an API key.</summary>
    /// <param name="folder">The current folder of the program.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Clean(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(IsOfTheOuterBuild).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment.Remove("NANOGPT_API_KEY");   // no test spends real money
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_ROLL_FORWARD"] = "LatestMajor";   // net8.0 consumers run where only a newer runtime is
        return start;
    }

    private static Process Start(ProcessStartInfo start) =>
        Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");

    private static bool IsOfTheOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "DOTNET_CLI_TELEMETRY_SESSIONID" or "MSBuildSDKsPath" or "MSBuildExtensionsPath";
}

/// <summary>Represents a program that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="StandardOutput">What it wrote to its standard output.</param>
/// <param name="StandardError">What it wrote to its standard error.</param>
public sealed record ShellResult(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>Gets everything that it wrote.</summary>
    public string Output => StandardOutput + StandardError;

    /// <summary>Asserts that its exit code is 0.</summary>
    public ShellResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>Asserts that its exit code is not 0.</summary>
    public ShellResult Failed()
    {
        Assert.True(ExitCode != 0, $"it should have failed:\n{Output}");
        return this;
    }
}
