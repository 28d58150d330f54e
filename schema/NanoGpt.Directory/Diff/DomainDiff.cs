namespace NanoGpt.Directories.Diff;

/// <summary>Compares the values that two fields accept: listed values, ranges, lengths and item counts.</summary>
internal static class DomainDiff
{
    public static void Compare(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        CompareListed(old, now, subject, changes);
        if (old.Type == now.Type)
        {
            CompareRanges(old, now, subject, changes);
        }

        Compare("length", "characters", old.MinLength, old.MaxLength, now.MinLength, now.MaxLength, subject, changes);
        Compare("count", "items", old.List?.Min, old.List?.Max, now.List?.Min, now.List?.Max, subject, changes);
    }

    private static void CompareListed(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        var after = now.Values.ToDictionary(value => value.Wire, StringComparer.Ordinal);
        var before = old.Values.ToDictionary(value => value.Wire, StringComparer.Ordinal);
        foreach (var value in old.Values)
        {
            if (!after.TryGetValue(value.Wire, out var same))
            {
                Removed(old, now, value, subject, changes);
                continue;
            }

            if (!string.Equals(value.Member, same.Member, StringComparison.Ordinal)
                && PropertyType.FromField(old) == PropertyType.FromField(now))
            {
                changes.Breaking(
                    ChangeAspect.Code, "member-renamed", subject, $"the C# name of {value.Wire} changed", value.Member,
                    same.Member);
            }

            if (value.IsDisputed != same.IsDisputed)
            {
                changes.Text(
                    "value-disputed", subject,
                    same.IsDisputed ? $"only some sources allow {value.Wire}" : $"{value.Wire} is no longer disputed");
            }
        }

        foreach (var value in now.Values
            .Where(value => !before.ContainsKey(value.Wire) && (old.HasOnlyListedValues || !old.Values.IsEmpty)))
        {
            changes.Additive(ChangeAspect.Requests, "value-added", subject, $"{value.Wire} is allowed", now: value.Wire);
        }

        if (now.HasOnlyListedValues && !old.HasOnlyListedValues && !old.IsNumeric)
        {
            changes.Breaking(
                ChangeAspect.Requests, "values-closed", subject, "only listed values are allowed",
                now: string.Join(", ", now.Values.Select(value => value.Wire)));
        }
        else if (old.HasOnlyListedValues && !now.HasOnlyListedValues && !now.IsNumeric)
        {
            changes.Additive(ChangeAspect.Requests, "values-opened", subject, "any value is allowed");
        }
    }

    private static void Removed(FieldInfo old, FieldInfo now, ValueInfo value, string subject, ChangeList changes)
    {
        // A value that is removed from an open list can still be sent.
        if (now.HasOnlyListedValues && now.IsNumeric == old.IsNumeric)
        {
            changes.Breaking(ChangeAspect.Requests, "value-removed", subject, $"{value.Wire} is not allowed", value.Wire);
        }
        else if (value.Member.Length > 0)
        {
            changes.Breaking(ChangeAspect.Code, "member-removed", subject, $"{value.Wire} no longer has a C# name", value.Member);
        }
    }

    private static void CompareRanges(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        if (!old.IsNumeric || (old.HasOnlyListedValues && now.HasOnlyListedValues))
        {
            return;
        }

        var narrows = NumberCounterexample.Find(old, now);
        var widens = NumberCounterexample.Find(now, old);
        if (narrows is { } removed)
        {
            changes.Breaking(
                ChangeAspect.Requests, "range-narrowed", subject, $"{Text(removed)} is not allowed", Allowed(old), Allowed(now));
        }
        else if (widens is { } added)
        {
            changes.Additive(
                ChangeAspect.Requests, "range-widened", subject, $"{Text(added)} is allowed", Allowed(old), Allowed(now));
        }
    }

    private static string Allowed(FieldInfo field)
    {
        if (field.HasOnlyListedValues)
        {
            return string.Join(", ", field.Values.Select(value => value.Wire));
        }

        var range = field.Min is null && field.Max is null ? "any" : BoundsText.Range(field);
        return field.Step is { } step ? $"{range} by {Text(step)}" : range;
    }

    private static void Compare(
        string what, string unit, int? oldMin, int? oldMax, int? newMin, int? newMax, string subject, ChangeList changes)
    {
        if (oldMin == newMin && oldMax == newMax)
        {
            return;
        }

        var narrows = (newMin ?? 0) > (oldMin ?? 0) || (newMax ?? int.MaxValue) < (oldMax ?? int.MaxValue);
        changes.Add(
            narrows ? ChangeKind.Breaking : ChangeKind.Additive, ChangeAspect.Requests,
            narrows ? $"{what}-narrowed" : $"{what}-widened", subject,
            $"{(narrows ? "fewer" : "more")} numbers of {unit} are allowed", Bounds(oldMin, oldMax), Bounds(newMin, newMax));
    }

    private static string Bounds(int? min, int? max) => min is null && max is null ? "any" : BoundsText.Format(min, max);

    private static string Text(decimal number) => ExactNumber.Normalize(number).ToString(CultureInfo.InvariantCulture);
}
