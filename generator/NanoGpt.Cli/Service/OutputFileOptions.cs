extern alias client;

using System.CommandLine;
using client::NanoGpt;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Service;

/// <summary><c>--out</c> and <c>--force</c>: where a command saves videos.</summary>
internal sealed class OutputFileOptions
{
    private readonly Option<string?> file = new("--out", "-o")
    {
        Description = "The file; several videos get a number before its extension [default: the job's id with .mp4]",
        HelpName = "FILE",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace files that exist" };

    public OutputFileOptions(Command command)
    {
        command.Options.Add(file);
        command.Options.Add(force);
    }

    /// <summary>Fails before money is spent on a video that could not be saved.</summary>
    /// <exception cref="CommandException">The file exists, or its folder does not.</exception>
    public void Check(ParseResult result)
    {
        if (result.GetValue(file) is not { } path)
        {
            return;
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandException(ExitCode.File, $"There is no folder {folder} for --out.");
        }

        if (File.Exists(path) && !result.GetValue(force))
        {
            throw new CommandException(ExitCode.File, $"{path} exists: name another file, or add --force to replace it.");
        }
    }

    /// <summary>Downloads all videos of a result.</summary>
    public Task<IReadOnlyList<string>> SaveAsync(
        ParseResult result, CommandHost host, VideoResult videos, CancellationToken cancellationToken) =>
        VideoFiles.SaveAsync(host, videos, result.GetValue(file), result.GetValue(force), cancellationToken);
}
