using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares one field of a model with its list entry.</summary>
/// <param name="model">The model.</param>
/// <param name="document">The file of the model.</param>
/// <param name="context">The synchronization run.</param>
/// <param name="dispute">Records a dispute: subject, claim, resolution.</param>
/// <param name="changed">Reports an edit: subject, message.</param>
internal sealed class FieldUpdate(
    ModelDefinition model, YamlDocument document, SyncContext context, Action<string, string, string> dispute,
    Action<string, string> changed)
{
    public void Compare(FieldInfo field, ListedField listed)
    {
        if (!ListedValues.Fits(listed, field.Type) || ListedValues.Convert(listed, field.Type) is not { } offer)
        {
            dispute(field.Name, Describe(listed), field.Type.ToString().ToLowerInvariant());
            return;
        }

        if (offer.Suffix.Length > 0 && offer.Suffix != field.Wire.Suffix)
        {
            dispute(field.Name, $"written with {offer.Suffix} behind the number", "written without");
        }

        if (field.Fixed is { } constant)
        {
            if ((offer.Items.Count > 0 && !(offer.Items is [var only] && only == constant.Text))
                || ListedValues.Default(listed, field.Type) is { } other && other.Text != constant.Text)
            {
                dispute(field.Name, Describe(listed), $"always {constant.Text}");
            }

            return;
        }

        if (offer.Items.Count > 0 && (listed.Min ?? listed.Max) is not null)
        {
            context.Uncompared(model.Id, listed.Wire, $"bounds {listed.Min} to {listed.Max} next to a list of values");
        }

        new ValueUpdate(field, document, dispute, (_, message) => Widen(field, listed, offer, message)).Apply(listed, offer);
        CompareDefault(field, listed, offer);
    }

    private void Widen(FieldInfo field, ListedField listed, ListedValues.Offer offer, string message)
    {
        changed(field.Name, message);
        Review(field, listed, offer);

        // A second text often has the limit of the prompt.
        if (field.Name == "prompt" && field.MaxLength is { } length && listed.MaxLength > length
            && model.FindField("negative_prompt") is { } second && second.MaxLength == length)
        {
            document.Set(["inputs", second.Name], "max_length", YamlText.Number(listed.MaxLength.Value));
            changed(second.Name, $"{message}, like the prompt");
        }
    }

    // Texts are written by hand: a text that mentions a bound of the field that is no longer a bound needs a review.
    private void Review(FieldInfo field, ListedField listed, ListedValues.Offer offer)
    {
        var own = field.IsNumeric
            ? field.Values.Select(value => FieldDomain.ScalarOf(field, value).Number).ToList() : [];
        var offered = field.IsNumeric
            ? offer.Items.Select(item => decimal.Parse(item, CultureInfo.InvariantCulture)).ToList() : [];
        (decimal? Before, decimal? After)[] bounds =
        [
            (field.Min ?? Bound(own, Enumerable.Min), listed.Min ?? Bound(offered, Enumerable.Min)),
            (field.Max ?? Bound(own, Enumerable.Max), listed.Max ?? Bound(offered, Enumerable.Max)),
            (field.MaxLength, listed.MaxLength),
        ];
        var words = bounds.Where(bound => bound.Before is not null && bound.After is not null && bound.Before != bound.After)
            .Select(bound => YamlText.Number(bound.Before!.Value)).ToHashSet(StringComparer.Ordinal);
        var texts = model.Notes.Select(note => ("a note", note)).Prepend(("the summary", model.Summary))
            .Concat(model.Disputes.Where(one => one.About == field.Name).Select(one => ("a dispute", one.Resolved)));
        foreach (var (kind, text) in texts)
        {
            if (text.Split(' ', ',', ';', '.', '(', ')').FirstOrDefault(words.Contains) is { } word)
            {
                context.Notice(model.Id, $"{kind} mentions {word}, which was a bound of {field.Name}: review the text");
            }
        }

        static decimal? Bound(List<decimal> numbers, Func<IEnumerable<decimal>, decimal> choose) =>
            numbers.Count == 0 ? null : choose(numbers);
    }

    private void CompareDefault(FieldInfo field, ListedField listed, ListedValues.Offer offer)
    {
        var assumed = ListedValues.Default(listed, field.Type);
        if (assumed is null && listed.Default is { Length: > 0 } text)
        {
            context.Uncompared(model.Id, listed.Wire, $"the default '{ListText.Clean(text)}' is not a value of the field");
        }
        else if (Equals(assumed, field.Default))
        {
            return;
        }
        else if (assumed is null)
        {
            dispute(field.Name, "no default", $"{field.Default!.Text} by default");
        }
        else if (offer.Items.Count > 0 && !offer.Items.Contains(assumed.Text, StringComparer.Ordinal))
        {
            context.Uncompared(model.Id, listed.Wire, $"the default '{assumed.Text}' is not one of the offered values");
        }
        else if (field.IsRequired)
        {
            dispute(field.Name, $"{assumed.Text} by default", "required");
        }
        else if (field.Default is { } own)
        {
            dispute(field.Name, $"{assumed.Text} by default", $"{own.Text} by default");
        }
        else
        {
            document.Set(["inputs", field.Name], "default", ListedValues.Written(assumed));
            changed(field.Name, $"{assumed.Text} by default");
        }
    }

    public static string Describe(ListedField listed) => (listed.Options.Count > 0
        ? string.Join(", ", listed.Options)
        : listed.Kind switch
        {
            ListedKind.Boolean => "true or false",
            ListedKind.Integer => "a whole number",
            ListedKind.Number => "a number",
            _ => "a text",
        })
        + (listed.Min is null ? "" : $", min {YamlText.Number(listed.Min.Value)}")
        + (listed.Max is null ? "" : $", max {YamlText.Number(listed.Max.Value)}")
        + (listed.Step is null ? "" : $", step {YamlText.Number(listed.Step.Value)}")
        + (listed.Default is { Length: > 0 } text ? $", {text} by default" : "");
}
