using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NanoGpt.Benchmarks;

/// <summary>The YAML files of the built-in directory, as the compiler would hand them to the generator.</summary>
internal static class Models
{
    private static readonly string Folder = Repository.PathOf("schema/nanogpt");

    public static List<YamlText> BuiltIn() =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Returns the given number of models, copied from the shipped ones under other ids.</summary>
    public static List<YamlText> Multiplied(int count)
    {
        var all = BuiltIn();
        var shared = all.Where(text => !text.IsModel).ToList();
        var real = all.Where(text => text.IsModel && !text.Content.Contains("successor:", StringComparison.Ordinal)).ToList();
        return [.. shared, .. Enumerable.Range(0, count).Select(i => real[i % real.Count].WithId(i))];
    }

    private static YamlText Read(string path) => new(path.Replace('\\', '/'), File.ReadAllText(path));
}

/// <summary>One file.</summary>
internal sealed class YamlText(string path, string content) : AdditionalText
{
    private readonly SourceText text = SourceText.From(content);

    public override string Path => path;

    public string Content => content;

    public bool IsModel => path.Contains("/models/", StringComparison.Ordinal);

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;

    public YamlText WithText(string replacement) => new(path, replacement);

    public YamlText WithId(int number)
    {
        var id = System.IO.Path.GetFileNameWithoutExtension(path);
        return new($"/models/{id}-no{number}.yaml", content.Replace($"\nid: {id}\n", $"\nid: {id}-no{number}\n", StringComparison.Ordinal));
    }
}
