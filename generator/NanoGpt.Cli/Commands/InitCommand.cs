using NanoGpt.Directories.Starting;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>init</c>, which writes the first files of a project or of a model directory.</summary>
internal sealed class InitCommand : HostCommand
{
    private readonly Option<string?> models = new("--models")
    {
        Description = "The built-in models to generate types for, such as 'nanogpt/sora-*'; written to the project file",
        HelpName = "GLOBS",
    };

    private readonly Option<bool> directory = new("--directory")
    {
        Description = "Start a model directory of its own from the built-in one, with a workflow that follows the service",
    };

    private readonly Option<string> provider = new("--provider")
    {
        Description = "With --directory: the provider",
        DefaultValueFactory = _ => ProviderIds.NanoGpt,
    };

    private readonly Option<string> folder = new("--out", "-o")
    {
        Description = "The folder of the project or directory [default: the current one]",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public InitCommand(CommandHost host)
        : base(host, "init", "Writes the first files for models of your own, or of a model directory of your own.")
    {
        provider.AcceptOnlyFromAmong(ProviderIds.NanoGpt, ProviderIds.Venice);
        Options.Add(models);
        Options.Add(directory);
        Options.Add(provider);
        Options.Add(folder);
        Validators.Add(command =>
        {
            if (command.GetValue(directory) && command.GetValue(models) is not null)
            {
                command.AddError("--models is for a project, and --directory for a directory: specify one of them.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var target = result.GetValue(folder)!;
        if (result.GetValue(directory))
        {
            Write(target, DirectoryStart.Files(result.GetValue(provider)!, ToolVersion.Text));
            Host.Error.WriteLine("Next: read README.md, commit the files, and run 'nanogpt validate schema'.");
            return ExitCode.Ok;
        }

        var today = Host.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Write(target, ProjectStart.Files(today));
        AddToProject(target, result.GetValue(models));
        const string Folder = ProjectStart.ModelsFolder;
        Host.Error.WriteLine($"Next: edit {Folder}/mine.yaml and run 'nanogpt validate {Folder}'.");
        return ExitCode.Ok;
    }

    private void Write(string target, IEnumerable<StartFile> files)
    {
        var (written, kept) = StartFolder.Write(target, files);
        foreach (var file in written)
        {
            Host.Output.WriteLine(file.Path);
        }

        foreach (var file in kept)
        {
            Host.Error.WriteLine($"{file.Path} exists and is unchanged.");
        }
    }

    private void AddToProject(string target, string? globs)
    {
        var projects = Directory.GetFiles(target, "*.csproj");
        if (projects is [var path] && ProjectStart.AddTo(File.ReadAllText(path), globs) is { } text)
        {
            File.WriteAllText(path, text);
            Host.Output.WriteLine(Path.GetFileName(path));
            return;
        }

        if (projects is [var complete] && ProjectStart.IsComplete(File.ReadAllText(complete), globs))
        {
            return;
        }

        Host.Error.WriteLine("The project file needs these lines:");
        Host.Error.Write(ProjectStart.Lines(globs).ReplaceLineEndings(Host.Error.NewLine));
    }
}
