using System.ComponentModel;
using System.Diagnostics;
using NanoGpt.Definitions;

namespace NanoGpt.Directories.Loading;

/// <summary>Runs git with a list of arguments; no shell ever sees them.</summary>
internal static class GitProcess
{
    /// <summary>Runs git to its end and gives what it wrote.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="subject">What the reader asked for, for the message if git refuses.</param>
    /// <param name="input">What git reads.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DirectoryReadException">Git is not there, or it failed.</exception>
    public static async Task<byte[]> RunAsync(
        string folder, string subject, string? input, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--no-pager");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Nothing here talks to a remote; if git wanted to, it must not wait for an answer.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using var process = Start(start, subject);
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellation);
            using var output = new MemoryStream();
            var copy = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), cancellation);
            process.StandardInput.Close();
            await copy;
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                var reason = (await error).Split('\n')[0].Trim();
                throw new DirectoryReadException(subject, $"Git cannot read it: {(reason.Length > 0 ? reason : $"exit code {process.ExitCode}")}");
            }

            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(ProcessStartInfo start, string subject)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DirectoryReadException(subject, $"Revisions need the program git, which cannot be started: {e.Message}");
        }
    }
}
