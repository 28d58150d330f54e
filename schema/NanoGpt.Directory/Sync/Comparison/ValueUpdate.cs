using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares the values that a field accepts with the listed values.</summary>
/// <remarks>
/// Values that only the list allows are added. Values that only the file allows are kept and marked as disputed.
/// </remarks>
/// <param name="field">The field.</param>
/// <param name="document">The file of the model.</param>
/// <param name="dispute">Records a dispute: subject, claim, resolution.</param>
/// <param name="changed">Reports an edit: subject, message.</param>
internal sealed class ValueUpdate(
    FieldInfo field, YamlDocument document, Action<string, string, string> dispute, Action<string, string> changed)
{
    private readonly string[] place = ["inputs", field.Name];

    public void Apply(ListedField listed, ListedValues.Offer offer)
    {
        if (offer.Items.Count > 0 && field.Type is FieldType.Enum or FieldType.Integer or FieldType.Seconds)
        {
            CompareOptions(offer.Items);
        }
        else if (offer.Items.Count > 0)
        {
            dispute(field.Name, Join(offer.Items), "other values too");
        }
        else if (field.IsNumeric && field.Type != FieldType.Seed && field.Values.IsEmpty)
        {
            CompareBound("min", field.Min, listed.Min, isMinimum: true);
            CompareBound("max", field.Max, listed.Max, isMinimum: false);
            if (listed.Step is { } step && step != field.Step)
            {
                dispute(field.Name, $"step {YamlText.Number(step)}", BoundsText.Range(field));
            }
        }
        else if ((listed.Min ?? listed.Max ?? listed.Step) is not null)
        {
            dispute(
                field.Name, $"min {Bound(listed.Min)}, max {Bound(listed.Max)}, step {Bound(listed.Step)}",
                field.Values.IsEmpty ? "any value" : Join(field.Values.Select(value => value.Wire)));
        }
        else if (field.Type == FieldType.String && listed.MaxLength is { } longest && longest != field.MaxLength)
        {
            CompareLength(longest);
        }
    }

    private void CompareLength(int longest)
    {
        if (field.MaxLength is { } own && longest < own)
        {
            dispute(field.Name, $"at most {longest} characters", $"at most {own} characters");
        }
        else
        {
            document.Set(place, "max_length", YamlText.Number(longest));
            changed(field.Name, $"up to {longest} characters");
        }
    }

    private void CompareOptions(IReadOnlyList<string> offered)
    {
        if (!field.Values.IsEmpty)
        {
            AddValues([.. offered.Where(value => field.Values.All(own => own.Wire != value))]);
            DisputeValues([.. field.Values.Where(own => !offered.Contains(own.Wire, StringComparer.Ordinal))], offered);
        }
        else if (field.Type == FieldType.Enum || (field.Min is null && field.Max is null && field.Step is null))
        {
            // The directory had no values.
            SetValues(offered);
            changed(field.Name, $"values {Join(offered)}");
        }
        else
        {
            CompareRange(offered);
        }
    }

    private void AddValues(List<string> added)
    {
        if (added.Count == 0)
        {
            return;
        }

        if (document.Find([.. place, "values"]) is YamlSequence)
        {
            foreach (var value in added)
            {
                document.InsertItem([.. place, "values"], ListedValues.Written(value, field.Type), IndexOf(value));
            }

            NameMembers(added);
        }
        else
        {
            SetValues([.. field.Values.Select(value => value.Wire), .. added]);
        }

        changed(field.Name, $"also {Join(added)}");
    }

    // Numbers in ascending order stay in order; other values are appended.
    private int? IndexOf(string value)
    {
        if (document.Find([.. place, "values"]) is not YamlSequence list || field.Type == FieldType.Enum)
        {
            return null;
        }

        var numbers = list.Items.OfType<YamlScalar>()
            .Select(item => decimal.Parse(item.Text, CultureInfo.InvariantCulture)).ToList();
        var isSorted = numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
        var index = numbers.FindIndex(number => number > decimal.Parse(value, CultureInfo.InvariantCulture));
        return isSorted && index >= 0 ? index : null;
    }

    private void SetValues(IReadOnlyList<string> values)
    {
        document.Set(place, "values", YamlText.List(values.Select(value => ListedValues.Written(value, field.Type))));
        NameMembers([.. values.Where(value => field.Values.All(own => own.Wire != value))]);
    }

    private void NameMembers(IReadOnlyList<string> values)
    {
        if (field.Type != FieldType.Enum)
        {
            return;
        }

        foreach (var (value, member) in ListedValues.Members(values, Prefix(), field.Values.Select(own => own.Member)))
        {
            if (document.Find([.. place, "members"]) is YamlMapping)
            {
                document.Set([.. place, "members"], value, member);
            }
            else
            {
                document.Set(place, "members", $"{{ {YamlText.Flow(value)}: {member} }}");
            }
        }
    }

    // The prefix of the existing member names.
    private string? Prefix() => (document.Find([.. place, "prefix"]) as YamlScalar)?.Text
        ?? field.Values.Where(own => char.IsAsciiDigit(own.Wire[0]))
            .Select(own => (own.Member, Bare: Schema.Naming.Identifier.Pascal(own.Wire)))
            .Where(names => names.Member.EndsWith(names.Bare, StringComparison.Ordinal))
            .Select(names => names.Member[..^names.Bare.Length])
            .FirstOrDefault();

    private void DisputeValues(List<ValueInfo> missing, IReadOnlyList<string> offered)
    {
        var undisputed = missing.Where(value => !value.IsDisputed).Select(value => value.Wire).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var before = document.Text;
        dispute(field.Name, Join(offered), $"also {Join(missing.Select(value => value.Wire))}");
        if (string.Equals(before, document.Text, StringComparison.Ordinal) || undisputed.Count == 0 || field.IsOpen)
        {
            // The dispute is known, and a person decided whether to mark the values.
            return;
        }

        if (document.Find([.. place, "disputed"]) is YamlSequence)
        {
            foreach (var value in undisputed)
            {
                document.AddItem([.. place, "disputed"], ListedValues.Written(value, field.Type));
            }
        }
        else
        {
            document.Set(place, "disputed", YamlText.List(undisputed.Select(value => ListedValues.Written(value, field.Type))));
        }
    }

    private void CompareRange(IReadOnlyList<string> offered)
    {
        var numbers = offered.Select(value => decimal.Parse(value, CultureInfo.InvariantCulture)).ToList();
        CompareBound("min", field.Min, Math.Min(numbers.Min(), field.Min ?? numbers.Min()), isMinimum: true);
        CompareBound("max", field.Max, Math.Max(numbers.Max(), field.Max ?? numbers.Max()), isMinimum: false);
        var all = field is { Min: { } minimum, Max: { } maximum } && maximum - minimum < 10_000
            ? Enumerable.Range(0, (int)(maximum - minimum) + 1)
                .Count(i => FieldDomain.Allows(field, Scalar.Of(minimum + i))) : int.MaxValue;
        if (numbers.Count(number => FieldDomain.Allows(field, Scalar.Of(number))) < all)
        {
            dispute(field.Name, Join(offered), BoundsText.Range(field));
        }
    }

    private void CompareBound(string key, decimal? own, decimal? listed, bool isMinimum)
    {
        if (listed is not { } bound || own == bound || Math.Abs(bound) > 1e9m
            || (field.Type != FieldType.Number && bound != decimal.Truncate(bound)))
        {
            return;
        }

        if (own is null || (isMinimum ? bound < own : bound > own))
        {
            if (document.Find([.. place, isMinimum ? "above" : "below"]) is not null
                || (isMinimum ? field.IsMinExclusive : field.IsMaxExclusive))
            {
                dispute(field.Name, $"{key} {YamlText.Number(bound)}", BoundsText.Range(field));
                return;
            }

            document.Set(place, key, YamlText.Number(bound));
            changed(field.Name, $"{key} {YamlText.Number(bound)}");
        }
        else
        {
            dispute(field.Name, $"{key} {YamlText.Number(bound)}", BoundsText.Range(field));
        }
    }

    private static string Bound(decimal? bound) => bound is { } number ? YamlText.Number(number) : "any";

    private static string Join(IEnumerable<string> values) => string.Join(", ", values);
}
