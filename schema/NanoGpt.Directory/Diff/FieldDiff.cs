namespace NanoGpt.Directories.Diff;

/// <summary>Represents the owner of the compared fields.</summary>
/// <param name="Path">The prefix of their paths, such as <c>script_config.</c></param>
/// <param name="OldType">The name from which their old C# types derive.</param>
/// <param name="NewType">The name from which their new C# types derive.</param>
internal sealed record FieldScope(string Path, string OldType, string NewType);

/// <summary>Compares the presence, the C# properties and the wire format of fields.</summary>
internal static class FieldDiff
{
    public static void CompareAll(
        EquatableArray<FieldInfo> old, EquatableArray<FieldInfo> now, FieldScope scope, ChangeList changes)
    {
        var after = now.ToDictionary(field => field.Name, StringComparer.Ordinal);
        foreach (var field in old)
        {
            if (after.Remove(field.Name, out var same))
            {
                Compare(field, same, scope, changes);
            }
            else if (field.Fixed is null || field.IsSent)
            {
                changes.Breaking(
                    ChangeAspect.Requests, "field-removed", scope.Path + field.Name, $"{field.Property} is not accepted",
                    field.Property);
            }
            else
            {
                changes.Text(
                    "constant-removed", scope.Path + field.Name, "a constant that is not sent was removed", field.Fixed.Text);
            }
        }

        foreach (var field in now.Where(field => after.ContainsKey(field.Name)))
        {
            Added(field, scope, changes);
        }
    }

    private static void Added(FieldInfo field, FieldScope scope, ChangeList changes)
    {
        var subject = scope.Path + field.Name;
        switch (field)
        {
            case { Fixed: { } value, IsSent: true }:
                changes.Breaking(
                    ChangeAspect.Wire, "constant-added", subject, $"{field.Wire.Name} = {value.Text} is sent with every request",
                    now: value.Text);
                break;
            case { Fixed: { } value }:
                changes.Text("constant-added", subject, $"always {value.Text}", now: value.Text);
                break;
            case { IsRequired: true }:
                changes.Breaking(
                    ChangeAspect.Requests, "field-added-required", subject, $"{field.Property} is required", now: field.Property);
                break;
            default:
                changes.Additive(ChangeAspect.Requests, "field-added", subject, $"{field.Property} is new", now: field.Property);
                break;
        }
    }

    private static void Compare(FieldInfo old, FieldInfo now, FieldScope scope, ChangeList changes)
    {
        var subject = scope.Path + old.Name;
        if (old.Fixed is not null || now.Fixed is not null)
        {
            CompareFixed(old, now, subject, changes);
        }
        else
        {
            CompareProperty(old, now, scope, subject, changes);
        }

        CompareWire(old, now, subject, changes);
        CompareTexts(old, now, subject, changes);
    }

    private static void CompareFixed(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        if (old.Fixed is null)
        {
            changes.Breaking(
                ChangeAspect.Requests, "field-removed", subject,
                $"{old.Property} is not accepted: it is always {now.Fixed!.Text}", old.Property, now.Fixed.Text);
        }
        else if (now.Fixed is null)
        {
            var kind = old.IsSent || now.IsRequired ? ChangeKind.Breaking : ChangeKind.Additive;
            var aspect = now.IsRequired ? ChangeAspect.Requests : ChangeAspect.Wire;
            changes.Add(
                kind, aspect, "constant-opened", subject, $"{now.Property} can be chosen; it was always {old.Fixed.Text}",
                old.Fixed.Text, now.Property);
        }
        else if (!old.Fixed.Equals(now.Fixed) || old.IsSent != now.IsSent)
        {
            var kind = old.IsSent || now.IsSent ? ChangeKind.Breaking : ChangeKind.Documentation;
            changes.Add(
                kind, ChangeAspect.Wire, "constant-changed", subject, "the constant changed", Constant(old), Constant(now));
        }
    }

    private static string Constant(FieldInfo field) => field.Fixed!.Text + (field.IsSent ? ", sent" : ", not sent");

    private static void CompareProperty(FieldInfo old, FieldInfo now, FieldScope scope, string subject, ChangeList changes)
    {
        if (!string.Equals(old.Property, now.Property, StringComparison.Ordinal))
        {
            changes.Breaking(
                ChangeAspect.Code, "property-renamed", subject, "the C# property was renamed", old.Property, now.Property);
        }

        if (old.IsRequired != now.IsRequired)
        {
            changes.Add(
                now.IsRequired ? ChangeKind.Breaking : ChangeKind.Additive, ChangeAspect.Requests,
                now.IsRequired ? "newly-required" : "newly-optional",
                subject, now.IsRequired ? $"{now.Property} is required" : $"{now.Property} is no longer required");
        }

        if (PropertyType.FromField(old) is var before && PropertyType.FromField(now) is var after && before != after)
        {
            changes.Breaking(
                ChangeAspect.Code, "type-changed", subject, $"the C# type of {now.Property} changed", before.ToString(),
                after.ToString());
        }
        else if (!SameTypeName(old, now, scope))
        {
            changes.Breaking(
                ChangeAspect.Code, "type-renamed", subject, "the C# type of its values was renamed", old.TypeName, now.TypeName);
        }

        DomainDiff.Compare(old, now, subject, changes);
        CompareReferences(old, now, subject, changes);
        MediaDiff.Compare(old, now, subject, changes);
        CompareAll(old.Fields, now.Fields, new FieldScope(subject + ".", old.TypeName ?? "", now.TypeName ?? ""), changes);
    }

    private static void CompareReferences(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        var before = old.References.ToDictionary(
            reference => reference.Marker, reference => reference.Field, StringComparer.Ordinal);
        foreach (var reference in now.References)
        {
            var isKnown = before.Remove(reference.Marker, out var field);
            if (!string.Equals(field, reference.Field, StringComparison.Ordinal))
            {
                // Before, any text with the marker was valid if it fitted into the maximum length.
                var kind = old.MaxLength <= reference.Marker.Length ? ChangeKind.Documentation : ChangeKind.Breaking;
                changes.Add(
                    kind, ChangeAspect.Requests, isKnown ? "reference-changed" : "reference-added", subject,
                    $"{reference.Marker}1 requires an attachment in {reference.Field}", field, reference.Field);
            }
        }

        foreach (var (marker, field) in before)
        {
            changes.Additive(
                ChangeAspect.Requests, "reference-removed", subject, $"{marker}1 no longer requires an attachment in {field}",
                field);
        }
    }

    // A type name that derives from its owner changes with it; that is reported once, for the owner.
    private static bool SameTypeName(FieldInfo old, FieldInfo now, FieldScope scope)
    {
        if (old.TypeName is not { } before || now.TypeName is not { } after
            || string.Equals(before, after, StringComparison.Ordinal))
        {
            return true;
        }

        return !string.Equals(scope.OldType, scope.NewType, StringComparison.Ordinal)
            && string.Equals(before, scope.OldType + old.Property, StringComparison.Ordinal)
            && string.Equals(after, scope.NewType + now.Property, StringComparison.Ordinal);
    }

    private static void CompareWire(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        if (!old.IsMedia && !string.Equals(old.Wire.Name, now.Wire.Name, StringComparison.Ordinal))
        {
            changes.Breaking(
                ChangeAspect.Wire, "wire-changed", subject, "it is sent under a different key", old.Wire.Name, now.Wire.Name);
        }

        if (old.Wire.IsText != now.Wire.IsText || !string.Equals(old.Wire.Suffix, now.Wire.Suffix, StringComparison.Ordinal))
        {
            changes.Breaking(
                ChangeAspect.Wire, "wire-changed", subject, "its format on the wire changed", Spelling(old), Spelling(now));
        }

        foreach (var alias in old.Wire.Aliases.Except(now.Wire.Aliases, StringComparer.Ordinal)
            .Where(alias => alias != now.Wire.Name))
        {
            changes.Breaking(ChangeAspect.Wire, "alias-removed", subject, $"the alias {alias} is no longer read", alias);
        }

        foreach (var alias in now.Wire.Aliases.Except(old.Wire.Aliases, StringComparer.Ordinal))
        {
            changes.Additive(ChangeAspect.Wire, "alias-added", subject, $"the alias {alias} is read", now: alias);
        }
    }

    private static string Spelling(FieldInfo field) => field.Wire.IsText ? $"\"5{field.Wire.Suffix}\"" : "5";

    private static void CompareTexts(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        // A default is never sent. RuleDiff and PriceDiff find its effect on rules and prices.
        if (!Equals(old.Default, now.Default))
        {
            var message = now.Default is null ? "the default of the service is unknown"
                : old.Default is null ? $"the default of the service is {now.Default.Text}"
                : "the default of the service changed";
            changes.Text("default-changed", subject, message, old.Default?.Text, now.Default?.Text);
        }

        if (old.IsCostDriver != now.IsCostDriver)
        {
            changes.Text("cost-changed", subject, now.IsCostDriver ? "it affects the price" : "it no longer affects the price");
        }

        changes.CompareText(subject + ".summary", old.Summary, now.Summary);
        changes.CompareTexts(subject + ".sources", old.Sources, now.Sources);
    }
}

/// <summary>Represents the part of a property's C# type that calling code depends on.</summary>
internal readonly record struct PropertyType(string Item, bool IsList)
{
    public static PropertyType FromField(FieldInfo field) => new(Name(field), field.List is not null);

    public override string ToString() => IsList ? $"a list of {Item}" : Item;

    private static string Name(FieldInfo field) => field.Type switch
    {
        FieldType.Enum when field.IsOpen => "text with known values",
        FieldType.Enum => "an enum",
        FieldType.Seconds when !field.Values.IsEmpty => "an enum of seconds",
        FieldType.Integer or FieldType.Seconds => "int",
        FieldType.Number => "double",
        FieldType.Seed => "long",
        FieldType.Boolean => "bool",
        FieldType.Object when field.Fields.IsEmpty => "JSON",
        FieldType.Object => "a record",
        FieldType.Image => "an image",
        FieldType.Audio => "an audio",
        FieldType.Video => "a video",
        _ => "string",
    };
}
