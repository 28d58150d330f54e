using System.Globalization;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>Compares the issues of a directory with the marks in its texts: same ids, same tokens, nothing else.</summary>
internal static class Verify
{
    /// <summary>Verifies a model whose missing keys are added.</summary>
    public static Catalog Model(string marked) => Files(Sample.ProviderFile(), Sample.FieldsFile(), Sample.ModelFile(Sample.CompleteModel(marked)));

    /// <summary>Verifies a model as it is.</summary>
    public static Catalog WholeModel(string marked) => Files(Sample.ProviderFile(), Sample.FieldsFile(), Sample.ModelFile(marked, "nanogpt/models/sample.yaml"));

    /// <summary>Verifies a <c>fields.yaml</c>, with a model that takes its prompt.</summary>
    public static Catalog Fields(string marked) =>
        Files(Sample.ProviderFile(), Sample.FieldsFile(marked.TrimEnd() + "\nprompt: { type: string }\n"), Sample.ModelFile(Sample.CompleteModel("")));

    /// <summary>Verifies a <c>provider.yaml</c> whose missing keys are added.</summary>
    public static Catalog Provider(string marked) =>
        Files(Sample.ProviderFile(Sample.CompleteProvider(marked)), Sample.FieldsFile(), Sample.ModelFile(Sample.CompleteModel("")));

    /// <summary>Verifies marked files.</summary>
    public static Catalog Files(params DirectoryFile[] marked)
    {
        var files = new List<DirectoryFile>();
        var expected = new List<string>();
        foreach (var file in marked)
        {
            var markup = Markup.Parse(file.Text);
            var plain = file with { Text = markup.Text, Path = Markup.Parse(file.Path).Text };
            files.Add(plain);
            expected.AddRange(markup.Marks.Select(mark => Line(plain.Path, mark.Id, mark.Start, markup.Text.Substring(mark.Start, mark.Length))));
        }

        var catalog = Load.Files(files);
        var found = catalog.Issues.Select(issue => Line(issue.Path, issue.Rule.Id, issue.Span.Start, Token(files, issue)));
        Assert.Equal(
            string.Join("\n", expected.Order(StringComparer.Ordinal)),
            string.Join("\n", found.Order(StringComparer.Ordinal)));
        return catalog;
    }

    private static string Line(string path, string id, int start, string token) =>
        string.Create(CultureInfo.InvariantCulture, $"{path} {id} at {start}: '{token}'");

    private static string Token(List<DirectoryFile> files, Issue issue) =>
        files.Find(file => file.Path == issue.Path)!.Text.Substring(issue.Span.Start, issue.Span.Length);
}
