using System.Globalization;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares the values that a field takes with those that are offered.</summary>
/// <remarks>
/// What the list allows and the file does not is added: any credible source will do. What the file allows and the list does not stays
/// usable and becomes disputed.
/// </remarks>
/// <param name="field">The field.</param>
/// <param name="document">The model's file.</param>
/// <param name="dispute">Writes a contradiction down: about, claim, what is kept.</param>
/// <param name="changed">Reports an edit: subject, message.</param>
internal sealed class ValueUpdate(FieldInfo field, YamlDocument document, Action<string, string, string> dispute, Action<string, string> changed)
{
    private readonly string[] place = ["inputs", field.Name];

    public void Apply(ListedField listed, ListedValues.Offer offer)
    {
        if (offer.Items.Count > 0 && field.Type is FieldType.Enum or FieldType.Integer or FieldType.Seconds)
        {
            CompareOptions(offer.Items);
        }
        else if (offer.Items.Count == 0 && field.IsNumeric && field.Type != FieldType.Seed && field.Values.IsEmpty)
        {
            CompareBound("min", field.Min, listed.Min, isLeast: true);
            CompareBound("max", field.Max, listed.Max, isLeast: false);
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
            // Nothing was known of its values before.
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
                document.AddItem([.. place, "values"], ListedValues.Written(value, field.Type));
            }

            NameMembers(added);
        }
        else
        {
            SetValues([.. field.Values.Select(value => value.Wire), .. added]);
        }

        changed(field.Name, $"also {Join(added)}");
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

    // What the names of the values that it has start with, beyond what the rule gives.
    private string? Prefix() => (document.Find([.. place, "prefix"]) as YamlScalar)?.Text
        ?? field.Values.Where(own => char.IsAsciiDigit(own.Wire[0]))
            .Select(own => (own.Member, Bare: Schema.Naming.Identifier.Pascal(own.Wire)))
            .Where(names => names.Member.EndsWith(names.Bare, StringComparison.Ordinal))
            .Select(names => names.Member[..^names.Bare.Length])
            .FirstOrDefault();

    private void DisputeValues(List<ValueInfo> missing, IReadOnlyList<string> offered)
    {
        var undisputed = missing.Where(value => !value.IsDisputed).Select(value => value.Wire).ToList();
        if (undisputed.Count == 0 || field.IsOpen)
        {
            return;
        }

        var before = document.Text;
        dispute(field.Name, Join(offered), $"also {Join(undisputed)}");
        if (string.Equals(before, document.Text, StringComparison.Ordinal))
        {
            // Settled by a person, who did not want them marked.
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
        CompareBound("min", field.Min, Math.Min(numbers.Min(), field.Min ?? numbers.Min()), isLeast: true);
        CompareBound("max", field.Max, Math.Max(numbers.Max(), field.Max ?? numbers.Max()), isLeast: false);
        var all = field is { Min: { } least, Max: { } most } && most - least < 10_000
            ? Enumerable.Range(0, (int)(most - least) + 1).Count(i => FieldDomain.Allows(field, Scalar.Of(least + i))) : int.MaxValue;
        if (numbers.Count(number => FieldDomain.Allows(field, Scalar.Of(number))) < all)
        {
            dispute(field.Name, Join(offered), BoundsText.Range(field));
        }
    }

    private void CompareBound(string key, decimal? own, decimal? listed, bool isLeast)
    {
        if (listed is not { } theirs || own == theirs || Math.Abs(theirs) > 1e9m
            || (field.Type != FieldType.Number && theirs != decimal.Truncate(theirs)))
        {
            return;
        }

        if (own is null || (isLeast ? theirs < own : theirs > own))
        {
            if (document.Find([.. place, isLeast ? "above" : "below"]) is not null || (isLeast ? field.IsMinExclusive : field.IsMaxExclusive))
            {
                dispute(field.Name, $"{key} {YamlText.Number(theirs)}", BoundsText.Range(field));
                return;
            }

            document.Set(place, key, YamlText.Number(theirs));
            changed(field.Name, $"{key} {YamlText.Number(theirs)}");
        }
        else
        {
            dispute(field.Name, $"{key} {YamlText.Number(theirs)}", BoundsText.Range(field));
        }
    }

    private static string Join(IEnumerable<string> values) => string.Join(", ", values);
}
