using System.Globalization;
using System.Text.RegularExpressions;
using NanoGpt.Schema.Files;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>A page of <c>schema/rules</c>: its title and the examples in it.</summary>
internal sealed partial record RulePage(string Id, string Title, string Text)
{
    public static IEnumerable<RulePage> All()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema", "rules"), "NGPT*.md").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path).ReplaceLineEndings("\n");
            var heading = text[..text.IndexOf('\n', StringComparison.Ordinal)];
            var id = Path.GetFileNameWithoutExtension(path);
            Assert.StartsWith($"# {id}: ", heading, StringComparison.Ordinal);
            yield return new RulePage(id, heading[($"# {id}: ".Length)..], text);
        }
    }

    /// <summary>The directory that the examples of one kind, <c>bad</c> or <c>good</c>, make.</summary>
    public IReadOnlyList<DirectoryFile> Example(string kind)
    {
        var files = new List<DirectoryFile>();
        foreach (Match match in Block().Matches(Text))
        {
            if (match.Groups["kind"].Value == kind)
            {
                files.Add(ExampleFile(match.Groups["role"].Value, match.Groups["path"].Value, Expand(match.Groups["text"].Value)));
            }
        }

        Assert.True(files.Count > 0, $"{Id} has no {kind} example.");
        var given = files.Select(file => file.Kind).ToHashSet();
        if (!given.Contains(FileKind.Provider) && !Text.Contains($"{kind} without provider", StringComparison.Ordinal))
        {
            files.Add(Sample.ProviderFile());
        }

        if (!given.Contains(FileKind.Fields) && !Text.Contains($"{kind} without fields", StringComparison.Ordinal))
        {
            files.Add(Sample.FieldsFile());
        }

        if (!given.Contains(FileKind.Model))
        {
            files.Add(Sample.ModelFile(Sample.CompleteModel("")));
        }

        return files;
    }

    private static DirectoryFile ExampleFile(string role, string path, string text) => role switch
    {
        "provider" => Sample.ProviderFile(Sample.CompleteProvider(text)) with { Path = path.Length > 0 ? path : "nanogpt/provider.yaml" },
        "fields" => Sample.FieldsFile(text.Contains("prompt:", StringComparison.Ordinal) ? text : text + "prompt: { type: string }\n"),
        "whole" => Sample.ModelFile(text, path.Length > 0 ? path : "nanogpt/models/sample.yaml"),
        _ => Sample.ModelFile(Sample.CompleteModel(text), path.Length > 0 ? path : null),
    };

    /// <summary>Writes out <c>(…)×n</c>, in which <c>#</c> counts.</summary>
    private static string Expand(string text) => Repetition().Replace(text, static match => string.Concat(
        Enumerable.Range(0, int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))
            .Select(i => match.Groups["what"].Value.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))));

    [GeneratedRegex(@"\((?<what>[^()]+)\)×(?<count>\d+)")]
    private static partial Regex Repetition();

    [GeneratedRegex(@"^```yaml (?<kind>bad|good) (?<role>model|whole|fields|provider)(?: (?<path>\S+))?\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
