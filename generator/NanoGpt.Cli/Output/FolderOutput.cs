using NanoGpt.Directories.Generated;

namespace NanoGpt.Cli.Output;

/// <summary>Brings a folder of generated files up to date, or reports in what it is not.</summary>
internal static class FolderOutput
{
    /// <summary>Writes the files; or, to check, only reports what differs.</summary>
    /// <returns>The exit code.</returns>
    public static int Apply(this GeneratedFolder folder, CommandHost host, bool check, string command)
    {
        foreach (var path in folder.Blocked)
        {
            host.Error.WriteLine($"{path}: was not written by this tool: move it away.");
        }

        if (check)
        {
            foreach (var line in folder.Differences)
            {
                host.Error.WriteLine(line);
            }

            host.Error.WriteLine(folder.IsUpToDate ? $"{folder.Count} files are up to date." : $"Run '{command}' to bring them up to date.");
            return folder.IsUpToDate ? ExitCode.Ok : ExitCode.Invalid;
        }

        if (folder.Blocked.Count > 0)
        {
            return ExitCode.File;
        }

        folder.Write();
        host.Error.WriteLine($"{folder.Count} files: {folder.Written} written, {folder.Removed} removed.");
        return ExitCode.Ok;
    }
}
