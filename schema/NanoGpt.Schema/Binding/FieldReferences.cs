using NanoGpt.Evaluation;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the markers by which a text refers to items of other fields, and checks that these fields exist.</summary>
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
            issues.Report(IssueRules.Empty, slots.At(FieldKeys.References), "references", "at least one marker");
        }

        var references = new List<ReferenceInfo>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            var marker = entry.Key.Text;
            if (!IsMarker(marker))
            {
                issues.Report(
                    IssueRules.BadFormat, entry.Key, Printable.Of(marker), "marker",
                    "write @ and letters, such as \"@Element\"; the number follows in the text");
            }
            else if (ScalarReader.Text(entry.Value, marker, issues) is { } field)
            {
                references.Add(new ReferenceInfo(marker, field));
            }
        }

        return references.ToEquatableArray();
    }

    /// <summary>Returns whether the fields of all markers are declared and have items. Reports other fields.</summary>
    public static bool AreDeclared(FieldDeclaration declaration, FieldTable fields, IssueList issues)
    {
        var before = issues.Errors;
        foreach (var reference in declaration.Spec.References)
        {
            var target = fields.Find(reference.Field, out var isDeclared);
            var token = ((YamlMapping)declaration.Entries[FieldKeys.References]!.Value)[reference.Marker]!;
            if (target is not null)
            {
                ReportWithoutItems(reference, target, token, issues);
            }
            else if (!isDeclared && fields.IsComplete)
            {
                ReportUnknown(reference, fields.Names, "is not declared in fields.yaml", token, issues);
            }
        }

        return issues.Errors == before;
    }

    /// <summary>Removes inherited references to missing fields, and reports those of the model itself.</summary>
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
                if (target is not null && HasItems(target))
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
            ReportWithoutItems(reference, target, token, draft.Issues);
        }
        else if (!draft.LacksField)
        {
            // Without all inputs, a missing field is not an error.
            var names = draft.Inputs.ConvertAll(static input => input.Spec.Name);
            ReportUnknown(reference, names, "is not a field of this model", token, draft.Issues);
        }
    }

    private static void ReportUnknown(
        ReferenceInfo reference, IReadOnlyCollection<string> names, string problem, YamlNode token, IssueList issues)
    {
        var guess = issues.Guess(reference.Field, names);
        var hint = NearestWord.Hint(guess, "add it or correct the name");
        issues.ReportWithFix(
            IssueRules.ReferenceFieldUnknown, token, guess, reference.Marker, Printable.Of(reference.Field), problem, hint);
    }

    private static void ReportWithoutItems(ReferenceInfo reference, FieldInfo target, YamlNode token, IssueList issues)
    {
        if (!HasItems(target))
        {
            issues.Report(IssueRules.ReferenceWithoutItems, token, reference.Marker, target.Name);
        }
    }

    private static bool HasItems(FieldInfo field) => field.List is not null || field.IsMedia;

    private static bool IsMarker(string text) =>
        text.Length > 1 && text[0] == '@' && text.Skip(1).All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));
}
