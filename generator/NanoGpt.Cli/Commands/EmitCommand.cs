using NanoGpt.Directories.Generated;
using NanoGpt.Generator;
using NanoGpt.Generator.Emission;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>emit</c>, which writes the generator's C# to files.</summary>
internal sealed class EmitCommand : CatalogCommand
{
    private readonly Option<string> folder = new("--out", "-o")
    {
        Description = "The output folder",
        HelpName = "DIR",
        Required = true,
    };
    private readonly Option<bool> check = new("--check")
    {
        Description = "Write nothing; exit with 3 if a file is not up to date",
    };
    private readonly Option<string?> models = new("--models")
    {
        Description =
            "Globs separated by ';', such as 'nanogpt/sora-*;!nanogpt/veo2-*' [default: nanogpt/*, or all of --directory]",
        HelpName = "GLOBS",
    };

    private readonly Option<string> space = new("--namespace")
    {
        Description = "The namespace of the types",
        HelpName = "NAME",
        DefaultValueFactory = _ => EmitOptions.DefaultNamespace,
    };

    private readonly Option<string> accessibility = new("--accessibility")
    {
        Description = "The accessibility of the types",
        DefaultValueFactory = _ => "public",
    };

    public EmitCommand(CommandHost host)
        : base(host, "emit", "Writes the generator's C#, byte for byte, for projects that want files.")
    {
        accessibility.AcceptOnlyFromAmong("public", "internal");
        space.Validators.Add(value =>
        {
            if (value.Tokens is [var token] && NamespaceName.FindInvalidPart(token.Value) is { } part)
            {
                value.AddError($"--namespace '{token.Value}' is not a namespace: '{part}' is not a C# name.");
            }
        });
        Options.Add(folder);
        Options.Add(check);
        Options.Add(models);
        Options.Add(space);
        Options.Add(accessibility);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        var globs = result.GetValue(models) ?? (result.GetValue(Place) is null ? "" : "*");
        var filter = ModelFilter.Parse(globs);
        foreach (var issue in filter.Check(catalog.Models))
        {
            Host.Error.WriteLine($"nanogpt: warning {issue.Rule.Id}: {issue.Message}");
        }

        var options = new EmitOptions(result.GetValue(space)!, result.GetValue(accessibility) == "public");
        var wanted = catalog.Models.Where(model => filter.Includes(model, isUserFile: false)).ToList();
        return new GeneratedFolder(result.GetValue(folder)!, Files(wanted, options), "*.g.cs")
            .Apply(Host, result.GetValue(check), "nanogpt emit");
    }

    private static IEnumerable<GeneratedFile> Files(IReadOnlyList<ModelDefinition> models, EmitOptions options)
    {
        foreach (var model in models.Where(static model => model.HasRequestType))
        {
            yield return new GeneratedFile(HintNames.ForModel(model), ModelEmitter.Emit(model, options));
        }

        yield return new GeneratedFile(HintNames.Index, IndexEmitter.Emit(models.Select(IndexEntry.Create), options));
    }
}
