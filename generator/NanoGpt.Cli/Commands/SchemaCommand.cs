using NanoGpt.Directories.FileSchemas;
using NanoGpt.Directories.Generated;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>schema</c>, which writes the JSON Schemas of the YAML files for editors.</summary>
internal sealed class SchemaCommand : HostCommand
{
    private readonly Argument<string?> name = new("FILE")
    {
        Description = "Print the schema of one kind of file",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> write = new("--write") { Description = "Write all of them" };
    private readonly Option<bool> check = new("--check") { Description = "Exit with 3 if they are not up to date" };
    private readonly Option<string> folder = new("--out", "-o")
    {
        Description = "The output folder",
        HelpName = "DIR",
        DefaultValueFactory = _ => "schema/json",
    };

    public SchemaCommand(CommandHost host)
        : base(host, "schema", "Writes the JSON Schemas with which editors complete and validate YAML.")
    {
        name.AcceptOnlyFromAmong([.. FileSchema.Names]);
        Arguments.Add(name);
        Options.Add(write);
        Options.Add(check);
        Options.Add(folder);
        Validators.Add(command =>
        {
            var asked =
                new[] { command.GetResult(name) is { Tokens.Count: > 0 }, command.GetValue(write), command.GetValue(check) };
            if (asked.Count(one => one) != 1)
            {
                command.AddError("Specify FILE, --write or --check.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        if (result.GetValue(name) is { } one)
        {
            Host.Output.Write(FileSchema.Text(one));
            return ExitCode.Ok;
        }

        return new GeneratedFolder(result.GetValue(folder)!, FileSchema.Files(), "*.schema.json")
            .Apply(Host, result.GetValue(check), "nanogpt schema --write");
    }
}
