namespace NanoGpt.Directories.Diff;

/// <summary>Where fields stand.</summary>
/// <param name="Path">What goes before a field's name: <c>script_config.</c></param>
/// <param name="OldType">What the C# types of these fields were named from.</param>
/// <param name="NewType">What they are named from.</param>
internal sealed record FieldScope(string Path, string OldType, string NewType);

/// <summary>Compares fields: whether they are there, what C# makes of them, and what is sent.</summary>
internal static class FieldDiff
{
    /// <summary>Compares the fields of a model or of an object.</summary>
    public static void CompareAll(EquatableArray<FieldInfo> old, EquatableArray<FieldInfo> now, FieldScope scope, ChangeList changes)
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
                changes.Breaking(ChangeAspect.Requests, "field-removed", scope.Path + field.Name, $"{field.Property} is not taken", field.Property);
            }
            else
            {
                changes.Text("constant-removed", scope.Path + field.Name, "a constant that is not sent is gone", field.Fixed.Text);
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
                changes.Breaking(ChangeAspect.Wire, "constant-added", subject, $"{field.Wire.Name} = {value.Text} is sent with every request", now: value.Text);
                break;
            case { Fixed: { } value }:
                changes.Text("constant-added", subject, $"always {value.Text}", now: value.Text);
                break;
            case { IsRequired: true }:
                changes.Breaking(ChangeAspect.Requests, "field-added-required", subject, $"{field.Property} is required", now: field.Property);
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
            changes.Breaking(ChangeAspect.Requests, "field-removed", subject, $"{old.Property} is not taken: it is always {now.Fixed!.Text}", old.Property, now.Fixed.Text);
        }
        else if (now.Fixed is null)
        {
            var kind = old.IsSent || now.IsRequired ? ChangeKind.Breaking : ChangeKind.Additive;
            var aspect = now.IsRequired ? ChangeAspect.Requests : ChangeAspect.Wire;
            changes.Add(kind, aspect, "constant-opened", subject, $"{now.Property} can be chosen; it was always {old.Fixed.Text}", old.Fixed.Text, now.Property);
        }
        else if (!old.Fixed.Equals(now.Fixed) || old.IsSent != now.IsSent)
        {
            var kind = old.IsSent || now.IsSent ? ChangeKind.Breaking : ChangeKind.Documentation;
            changes.Add(kind, ChangeAspect.Wire, "constant-changed", subject, "the constant differs", Constant(old), Constant(now));
        }
    }

    private static string Constant(FieldInfo field) => field.Fixed!.Text + (field.IsSent ? ", sent" : ", not sent");

    private static void CompareProperty(FieldInfo old, FieldInfo now, FieldScope scope, string subject, ChangeList changes)
    {
        if (!string.Equals(old.Property, now.Property, StringComparison.Ordinal))
        {
            changes.Breaking(ChangeAspect.Code, "property-renamed", subject, "the C# property has another name", old.Property, now.Property);
        }

        if (old.IsRequired != now.IsRequired)
        {
            changes.Add(
                now.IsRequired ? ChangeKind.Breaking : ChangeKind.Additive, ChangeAspect.Requests, now.IsRequired ? "newly-required" : "newly-optional",
                subject, now.IsRequired ? $"{now.Property} is required" : $"{now.Property} is no longer required");
        }

        if (PropertyType.Of(old) is var before && PropertyType.Of(now) is var after && before != after)
        {
            changes.Breaking(ChangeAspect.Code, "type-changed", subject, $"{now.Property} has another C# type", before.ToString(), after.ToString());
        }
        else if (!SameTypeName(old, now, scope))
        {
            changes.Breaking(ChangeAspect.Code, "type-renamed", subject, "the C# type of its values has another name", old.TypeName, now.TypeName);
        }

        DomainDiff.Compare(old, now, subject, changes);
        CompareReferences(old, now, subject, changes);
        MediaDiff.Compare(old, now, subject, changes);
        CompareAll(old.Fields, now.Fields, new FieldScope(subject + ".", old.TypeName ?? "", now.TypeName ?? ""), changes);
    }

    private static void CompareReferences(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        var before = old.References.ToDictionary(reference => reference.Marker, reference => reference.Field, StringComparer.Ordinal);
        foreach (var reference in now.References)
        {
            var isKnown = before.Remove(reference.Marker, out var field);
            if (!string.Equals(field, reference.Field, StringComparison.Ordinal))
            {
                // Until now a text with the marker and a number was as good as any other, if that fits into it.
                var kind = old.MaxLength <= reference.Marker.Length ? ChangeKind.Documentation : ChangeKind.Breaking;
                changes.Add(
                    kind, ChangeAspect.Requests, isKnown ? "reference-changed" : "reference-added", subject,
                    $"{reference.Marker}1 names what must be attached as {reference.Field}", field, reference.Field);
            }
        }

        foreach (var (marker, field) in before)
        {
            changes.Additive(ChangeAspect.Requests, "reference-removed", subject, $"what {marker}1 names need not be attached as {field}", field);
        }
    }

    // A type that is named from its owner changes with it, which is said once, of the owner.
    private static bool SameTypeName(FieldInfo old, FieldInfo now, FieldScope scope)
    {
        if (old.TypeName is not { } before || now.TypeName is not { } after || string.Equals(before, after, StringComparison.Ordinal))
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
            changes.Breaking(ChangeAspect.Wire, "wire-changed", subject, "it is sent under another key", old.Wire.Name, now.Wire.Name);
        }

        if (old.Wire.IsText != now.Wire.IsText || !string.Equals(old.Wire.Suffix, now.Wire.Suffix, StringComparison.Ordinal))
        {
            changes.Breaking(ChangeAspect.Wire, "wire-changed", subject, "it is spelled differently when sent", Spelling(old), Spelling(now));
        }

        foreach (var alias in old.Wire.Aliases.Except(now.Wire.Aliases, StringComparer.Ordinal).Where(alias => alias != now.Wire.Name))
        {
            changes.Breaking(ChangeAspect.Wire, "alias-removed", subject, $"{alias} is no longer understood when a request is read", alias);
        }

        foreach (var alias in now.Wire.Aliases.Except(old.Wire.Aliases, StringComparer.Ordinal))
        {
            changes.Additive(ChangeAspect.Wire, "alias-added", subject, $"{alias} is understood when a request is read", now: alias);
        }
    }

    private static string Spelling(FieldInfo field) => field.Wire.IsText ? $"\"5{field.Wire.Suffix}\"" : "5";

    private static void CompareTexts(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        // Never sent: what it changes for rules is found by RuleDiff, and for prices by PriceDiff.
        if (!Equals(old.Default, now.Default))
        {
            var message = now.Default is null ? "what the service assumes when it is not sent is not known"
                : old.Default is null ? $"the service assumes {now.Default.Text} when it is not sent"
                : "the service assumes something else when it is not sent";
            changes.Text("default-changed", subject, message, old.Default?.Text, now.Default?.Text);
        }

        if (old.IsCostDriver != now.IsCostDriver)
        {
            changes.Text("cost-changed", subject, now.IsCostDriver ? "it drives the price" : "it no longer drives the price");
        }

        changes.CompareText(subject + ".summary", old.Summary, now.Summary);
        changes.CompareTexts(subject + ".sources", old.Sources, now.Sources);
    }
}
