using NanoGpt.Cli.Reports;
using NanoGpt.Directories.Validation;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>validate</c>, which reports the issues of directories with file, line and column.</summary>
internal sealed class ValidateCommand : HostCommand
{
    private readonly Argument<string[]> folders = new("PATH")
    {
        Description =
            "Folders of model directories, or your own model files and folders with them, which are checked over the built-in "
            + "directory [default: the current folder]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> sarif = new("--sarif") { Description = "Write SARIF 2.1.0, as code scanning takes it" };
    private readonly Option<bool> fix = new("--fix")
    {
        Description = "Apply fixes that require no decision, such as a misspelled key; comments, order and quotes are kept",
    };

    private readonly Option<string> provider = new("--provider")
    {
        Description = "The provider of your own files",
        HelpName = "ID",
        DefaultValueFactory = _ => ProviderIds.NanoGpt,
    };

    public ValidateCommand(CommandHost host)
        : base(host, "validate", "Checks model directories and your own model files; exits with 3 if one has errors.")
    {
        Arguments.Add(folders);
        Options.Add(JsonOption);
        Options.Add(sarif);
        Options.Add(fix);
        Options.Add(provider);
        Validators.Add(command =>
        {
            if (command.GetValue(JsonOption) && command.GetValue(sarif))
            {
                command.AddError("--json and --sarif are mutually exclusive.");
            }

            if (command.GetValue(folders) is { } given && given.Contains(""))
            {
                command.AddError("PATH must not be empty.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var found = ValidationResult.Validate(
            result.GetValue(folders) is { Length: > 0 } given ? given : ["."], result.GetValue(fix),
            result.GetValue(provider)!);
        foreach (var done in found.Fixes)
        {
            Host.Error.WriteLine(IssueView.Fixed(done));
        }

        Host.Write(
            result.GetValue(JsonOption) || result.GetValue(sarif),
            () => result.GetValue(JsonOption) ? Json(found) : SarifReport.Create(found, Directory.GetCurrentDirectory()),
            () => found.Issues.Select(IssueView.Line));
        var repaired = found.Fixes.Count == 0 ? "" : $", {found.Fixes.Count} fixed";
        Host.Error.WriteLine(
            $"{Count(found.Models, "model")}, {Count(found.Errors, "error")}, {Count(found.Warnings, "warning")}{repaired}");
        if (found.WriteError is { } failure)
        {
            Host.Error.WriteLine($"nanogpt: no fix was applied: {failure}");
            return ExitCode.File;
        }

        return found.Errors == 0 ? ExitCode.Ok : ExitCode.Invalid;
    }

    private static JsonObject Json(ValidationResult found) => new()
    {
        ["models"] = found.Models,
        ["errors"] = found.Errors,
        ["warnings"] = found.Warnings,
        ["issues"] = new JsonArray([.. found.Issues.Select(IssueView.Json)]),
        ["fixed"] = new JsonArray([.. found.Fixes.Select(IssueView.FixedJson)]),
    };

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
