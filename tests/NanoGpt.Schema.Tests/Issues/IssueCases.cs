using NanoGpt.Schema.Files;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Issues;

/// <summary>Maps the name of a case to its files. Marks in the files show the issues and their tokens.</summary>
internal static class IssueCases
{
    public static IReadOnlyDictionary<string, DirectoryFile[]> All { get; } =
        ReaderCases.All.Concat(ShapeCases.All).Concat(ValueCases.All).Concat(NameCases.All).Concat(RuleCases.All).Concat(FileCases.All)
            .ToDictionary(static c => c.Name, static c => c.Files, StringComparer.Ordinal);

    public static (string Name, DirectoryFile[] Files) OfModel(string name, string text) => (name, Sample.With(text));

    public static (string Name, DirectoryFile[] Files) OfWhole(string name, string text) =>
        (name, [Sample.ProviderFile(), Sample.FieldsFile(), Sample.ModelFile(text, "nanogpt/models/sample.yaml")]);

    public static (string Name, DirectoryFile[] Files) OfFields(string name, string text) =>
        (name, [Sample.ProviderFile(), Sample.FieldsFile(text + "\nprompt: { type: string }\n"), Sample.ModelFile(Sample.CompleteModel(""))]);

    public static (string Name, DirectoryFile[] Files) OfProvider(string name, string text) =>
        (name, [Sample.ProviderFile(Sample.CompleteProvider(text)), Sample.FieldsFile(), Sample.ModelFile(Sample.CompleteModel(""))]);
}
