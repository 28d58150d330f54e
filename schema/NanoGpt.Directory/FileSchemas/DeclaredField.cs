using NanoGpt.Directories.Editing;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.FileSchemas;

/// <summary>Represents a field that a provider's <c>fields.yaml</c> declares.</summary>
internal sealed record DeclaredField(string Name, string? Summary)
{
    /// <summary>Returns the built-in fields of a provider.</summary>
    public static IReadOnlyList<DeclaredField> BuiltIn(string provider)
    {
        var file = BuiltInDirectory.Files(provider, provider).Single(file => file.Kind == FileKind.Fields);
        return [.. new YamlDocument(file.Path, file.Text).Root.Entries.Select(entry =>
            new DeclaredField(entry.Key.Text, ((entry.Value as YamlMapping)?["summary"] as YamlScalar)?.Text))];
    }
}
