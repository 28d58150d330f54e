using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>A field as <c>fields.yaml</c> declares it.</summary>
internal sealed class FieldDeclaration
{
    private FieldDeclaration(FieldInfo spec, YamlEntry?[] entries, bool isBroken)
    {
        Spec = spec;
        Entries = entries;
        IsBroken = isBroken;
    }

    /// <summary>The field as far as it is declared.</summary>
    public FieldInfo Spec { get; }

    /// <summary>Its keys, for a model to lay its own over.</summary>
    public YamlEntry?[] Entries { get; }

    /// <summary>Whether something was reported, so that a model that takes it is left out without a word more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Says that something was reported after it was read.</summary>
    public void MarkBroken() => IsBroken = true;

    /// <summary>Reads one entry of <c>fields.yaml</c>, or of an object's <c>fields</c>.</summary>
    /// <returns>Null if not even its name and type are known.</returns>
    public static FieldDeclaration? Read(YamlEntry entry, FieldBinder binder, IssueList issues, string scope, bool requiresValues)
    {
        var before = issues.Errors;
        var name = entry.Key.Text;
        if (!TextForm.IsFieldName(name))
        {
            issues.Add(IssueRules.BadFormat, entry.Key.Start, entry.Key.Length, null, Printable.Of(name), "field name",
                "use lower-case letters, digits and _, starting with a letter; 'wire' holds the vendor's spelling");
        }

        if (entry.Value is not YamlMapping map)
        {
            if (entry.Value is YamlScalar { IsNull: true })
            {
                issues.Add(IssueRules.MissingKey, entry.Key.Start, entry.Key.Length, null, "a field", "type");
            }
            else
            {
                ScalarReader.Refuse(entry.Value, name, "a map of the field's keys", issues);
            }

            return null;
        }

        var entries = MapReader.Sort(FieldKeys.Table, map, issues, keepsNull: false);
        if (entries[FieldKeys.Type] is null)
        {
            if (map["type"] is null)
            {
                issues.Add(IssueRules.MissingKey, entry.Key.Start, entry.Key.Length, null, "a field", "type");
            }

            return null;
        }

        if (FieldBinder.Type(entries, issues) is not { } type)
        {
            return null;
        }

        var spec = binder.Bind(name, type, FieldSlots.Declared(entries, entry.Key), scope, isDeclaration: !requiresValues);
        return new FieldDeclaration(spec, entries, issues.Errors > before);
    }
}
