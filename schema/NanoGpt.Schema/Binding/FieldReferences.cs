using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads by which markers a text names the items of other fields, and checks that these fields are there.</summary>
internal static class FieldReferences
{
    public static EquatableArray<ReferenceInfo> Read(FieldSlots slots, MapReader keys, IssueList issues)
    {
        if (keys.Map(FieldKeys.References) is not { } map)
        {
            return default;
        }

        if (map.Entries.Count == 0)
        {
            var at = slots.At(FieldKeys.References);
            issues.Add(IssueRules.Empty, at.Start, at.Length, null, "references", "at least one marker");
        }

        var references = new List<ReferenceInfo>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            var marker = entry.Key.Text;
            if (!IsMarker(marker))
            {
                issues.Add(IssueRules.BadFormat, entry.Key.Start, entry.Key.Length, null, Printable.Of(marker), "marker",
                    "write @ and letters, such as \"@Element\"; the number follows in the text");
            }
            else if (ScalarReader.Text(entry.Value, marker, issues) is { } field)
            {
                references.Add(new ReferenceInfo(marker, field));
            }
        }

        return references.ToEquatableArray();
    }

    /// <summary>Whether the fields that a declaration's markers count are declared and can be counted; reports if not.</summary>
    public static bool AreDeclared(FieldDeclaration declaration, FieldTable fields, IssueList issues)
    {
        var before = issues.Errors;
        foreach (var reference in declaration.Spec.References)
        {
            var target = fields.Find(reference.Field, out var isDeclared);
            var token = ((YamlMapping)declaration.Entries[FieldKeys.References]!.Value)[reference.Marker]!;
            if (target is not null)
            {
                ReportUncounted(reference, target, token, issues);
            }
            else if (!isDeclared && fields.IsWhole)
            {
                ReportUnknown(reference, fields.Names, "fields.yaml does not declare", token, issues);
            }
        }

        return issues.Errors == before;
    }

    /// <summary>
    /// Keeps the references whose fields the model takes: what is declared for all holds where there is something to count. Those that
    /// the model itself gives must all be good.
    /// </summary>
    public static void Resolve(ModelDraft draft)
    {
        for (var i = 0; i < draft.Inputs.Count; i++)
        {
            var input = draft.Inputs[i];
            if (input.Spec.References.IsEmpty)
            {
                continue;
            }

            var own = input.Own?["references"] as YamlMapping;
            var kept = new List<ReferenceInfo>(input.Spec.References.Count);
            foreach (var reference in input.Spec.References)
            {
                var target = draft.Find(reference.Field)?.Spec;
                if (target is not null && IsCounted(target))
                {
                    kept.Add(reference);
                }
                else if (own?[reference.Marker] is { } token)
                {
                    Report(reference, target, token, draft);
                }
            }

            draft.Inputs[i] = input with { Spec = input.Spec with { References = kept.ToEquatableArray() } };
        }
    }

    private static void Report(ReferenceInfo reference, FieldInfo? target, YamlNode token, ModelDraft draft)
    {
        if (target is not null)
        {
            ReportUncounted(reference, target, token, draft.Issues);
        }
        else if (!draft.LacksField)
        {
            // A model whose inputs could not all be read proves nothing by lacking one.
            ReportUnknown(reference, draft.Inputs.ConvertAll(static input => input.Spec.Name), "this model does not take", token, draft.Issues);
        }
    }

    private static void ReportUnknown(ReferenceInfo reference, IReadOnlyCollection<string> names, string what, YamlNode token, IssueList issues)
    {
        var guess = issues.Guess(reference.Field, names);
        var hint = guess is null ? "add it or correct the name" : "did you mean '" + guess + "'?";
        issues.Add(IssueRules.ReferenceFieldUnknown, token.Start, token.Length, guess, reference.Marker, Printable.Of(reference.Field), what, hint);
    }

    private static void ReportUncounted(ReferenceInfo reference, FieldInfo target, YamlNode token, IssueList issues)
    {
        if (!IsCounted(target))
        {
            issues.Add(IssueRules.ReferenceWithoutItems, token.Start, token.Length, null, reference.Marker, target.Name);
        }
    }

    private static bool IsCounted(FieldInfo field) => field.List is not null || field.IsMedia;

    private static bool IsMarker(string text) =>
        text.Length > 1 && text[0] == '@' && text.Skip(1).All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));
}
