using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Finds the field of <c>fields.yaml</c> that a listed field corresponds to, or declares it.</summary>
internal sealed class FieldIndex
{
    private const string Heading = "# --- From the service's model list ";

    private readonly YamlDocument document;
    private readonly string source;
    private readonly List<DeclaredField> fields = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly StringBuilder added = new();

    public FieldIndex(YamlDocument document, string source)
    {
        this.document = document;
        this.source = source;
        foreach (var entry in document.Root.Entries)
        {
            names.Add(entry.Key.Text);
            if (entry.Value is YamlMapping map && Type(map["type"]) is { } type)
            {
                fields.Add(new DeclaredField(entry.Key.Text, type)
                {
                    Wires = [.. Wires(map["wire"])],
                    Aliases = [.. (map["aliases"] as YamlSequence)?.Items.OfType<YamlScalar>().Select(alias => alias.Text) ?? []],
                    Prefix = Text(map["prefix"]),
                    Suffix = Text(map["suffix"]) ?? "",
                    Default = Text(map["default"]),
                    HasList = map["list"] is not null,
                });
            }
        }
    }

    public string? Added => added.Length == 0 ? null : added.ToString();

    public void Write()
    {
        if (added.Length > 0)
        {
            var heading = document.Text.Contains(Heading, StringComparison.Ordinal) ? "" : Heading.PadRight(119, '-') + "\n\n";
            document.Append($"\n{heading}{added.ToString().TrimEnd('\n')}\n");
        }
    }

    public DeclaredField Get(ListedField listed)
    {
        var name = NameOf(listed);
        return Candidates(field => field.Name == listed.Name)
            ?? Candidates(field => field.Wires.Contains(listed.Wire, StringComparer.Ordinal))
            ?? Candidates(field => field.Aliases.Contains(listed.Wire, StringComparer.Ordinal))
            ?? Candidates(field => field.Name == name)
            ?? Declare(listed, name);

        DeclaredField? Candidates(Func<DeclaredField, bool> test) =>
            fields.Find(
                field => test(field) && (!field.HasList || field.Name == listed.Name) && ListedValues.Fits(listed, field.Type));
    }

    private static FieldType? Type(YamlNode? node) =>
        Text(node) is { } word && Enum.TryParse<FieldType>(word, ignoreCase: true, out var type) && !char.IsAsciiDigit(word[0])
            ? type : null;

    private static string? Text(YamlNode? node) => node is YamlScalar { IsNull: false } scalar ? scalar.Text : null;

    private static IEnumerable<string> Wires(YamlNode? node) => node switch
    {
        YamlScalar scalar => [scalar.Text],
        YamlMapping map => map.Entries.Select(entry => entry.Value).OfType<YamlScalar>().Select(scalar => scalar.Text),
        _ => [],
    };

    // Converts generateAudio and generate-audio to generate_audio.
    private static string NameOf(ListedField listed)
    {
        if (listed.Name is { } given)
        {
            return given;
        }

        var name = new StringBuilder();
        foreach (var c in listed.Wire)
        {
            if (char.IsAsciiLetterUpper(c) && name.Length > 0
                && (char.IsAsciiLetterLower(name[^1]) || char.IsAsciiDigit(name[^1])))
            {
                name.Append('_');
            }

            name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        }

        var text = name.ToString().Trim('_');
        return text.Length > 0 && char.IsAsciiLetterLower(text[0]) ? text : "field_" + text;
    }

    private DeclaredField Declare(ListedField listed, string wanted)
    {
        var type = ListedValues.NaturalType(listed);
        var word = type.ToString().ToLowerInvariant();
        var name = wanted;
        while (names.Contains(name) || ReservedNames.IsMember(Identifier.Pascal(name)))
        {
            // The name is used for another type of value, or is reserved in C#.
            name = name == wanted ? $"{wanted}_{word}" : name + "_2";
        }

        names.Add(name);
        var needsPrefix = type == FieldType.Enum && listed.Options.Any(option => char.IsAsciiDigit(option[0]));
        var field = new DeclaredField(name, type) { Wires = [listed.Wire], Prefix = needsPrefix ? "V" : null };
        fields.Add(field);
        var summary = listed.Label.Length > 0 ? listed.Label.TrimEnd('.') + "." : $"The service's parameter {listed.Wire}.";
        added.Append(name).Append(":\n  type: ").Append(word).Append("\n  wire: ")
            .Append(listed.Forms ?? YamlText.Line(listed.Wire)).Append('\n')
            .Append(needsPrefix ? "  prefix: V\n" : "")
            .Append("  summary: ").Append(YamlText.Line(summary)).Append("\n  sources: [").Append(YamlText.Flow(source))
                .Append("]\n\n");
        return field;
    }
}

/// <summary>Represents a declared field of <c>fields.yaml</c>.</summary>
internal sealed record DeclaredField(string Name, FieldType Type)
{
    public IReadOnlyList<string> Wires { get; init; } = [];
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public string? Prefix { get; init; }
    public string Suffix { get; init; } = "";
    public string? Default { get; init; }
    public bool HasList { get; init; }
}
