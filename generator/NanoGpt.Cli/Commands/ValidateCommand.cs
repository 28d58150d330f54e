using System.CommandLine;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Output;
using NanoGpt.Emulator.Directories;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Commands;

/// <summary><c>validate</c>: everything that is wrong with a directory, with file, line and column.</summary>
internal sealed class ValidateCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string[]> folders = new("DIR")
    {
        Description = "Folders of model directories [default: the current folder]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public ValidateCommand(CommandHost host)
        : base("validate", "Checks model directories; exits with 3 if one has errors.")
    {
        this.host = host;
        Arguments.Add(folders);
        Options.Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var catalogs = (result.GetValue(folders) is { Length: > 0 } given ? given : ["."])
            .Select(folder => ModelDirectory.Load(DirectoryFiles.Read(folder)))
            .ToList();
        var issues = catalogs.SelectMany(catalog => catalog.Issues).ToList();
        var models = catalogs.Sum(catalog => catalog.Models.Count);
        var errors = issues.Count(issue => issue.Severity == IssueSeverity.Error);
        var warnings = issues.Count(issue => issue.Severity == IssueSeverity.Warning);
        if (result.GetValue(json))
        {
            host.Output.Write(JsonOutput.Text(new JsonObject
            {
                ["models"] = models,
                ["errors"] = errors,
                ["warnings"] = warnings,
                ["issues"] = new JsonArray([.. issues.Select(IssueView.Json)]),
            }));
        }
        else
        {
            foreach (var issue in issues)
            {
                host.Output.WriteLine(IssueView.Line(issue));
            }
        }

        host.Error.WriteLine($"{Count(models, "model")}, {Count(errors, "error")}, {Count(warnings, "warning")}");
        return errors == 0 ? ExitCode.Ok : ExitCode.Invalid;
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
