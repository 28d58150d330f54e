using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Represents a field as declared in <c>fields.yaml</c>.</summary>
internal sealed class FieldDeclaration(FieldInfo spec, YamlEntry?[] entries, bool isBroken)
{
    public FieldInfo Spec => spec;

    /// <summary>Gets the entries in the order of <see cref="FieldKeys.Table"/>, which a model can override.</summary>
    public YamlEntry?[] Entries => entries;

    /// <summary>Gets or sets a value that indicates whether there are errors, which exclude models with the field.</summary>
    public bool IsBroken { get; set; } = isBroken;

    /// <summary>Reads an entry of <c>fields.yaml</c>, or of <c>fields</c> of an object.</summary>
    /// <returns>The declaration; <see langword="null"/> if its type is unknown.</returns>
    public static FieldDeclaration? Read(YamlEntry entry, FieldBinder binder, IssueList issues, string scope, bool requiresValues)
    {
        var before = issues.Errors;
        var name = entry.Key.Text;
        if (!TextForm.IsFieldName(name))
        {
            issues.Report(
                IssueRules.BadFormat, entry.Key, Printable.Of(name), "field name",
                "use lowercase letters, digits and _, starting with a letter; use 'wire' for the spelling of the API");
        }

        if (entry.Value is not YamlMapping map)
        {
            if (entry.Value is YamlScalar { IsNull: true })
            {
                issues.Report(IssueRules.MissingKey, entry.Key, "a field", "type");
            }
            else
            {
                ScalarReader.ReportWrongKind(entry.Value, name, "a map of the field's keys", issues);
            }

            return null;
        }

        var entries = MapReader.Sort(FieldKeys.Table, map, issues, keepsNull: false);
        if (entries[FieldKeys.Type] is null)
        {
            if (map["type"] is null)
            {
                issues.Report(IssueRules.MissingKey, entry.Key, "a field", "type");
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
