using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Rules;

/// <summary>
/// All that a field can be as far as some conditions can tell: values for which every condition answers alike are one state,
/// so that even a range of numbers has few.
/// </summary>
internal sealed class FieldStates
{
    private readonly FieldInfo field;
    private readonly IReadOnlyList<ConditionInfo> conditions;
    private readonly List<bool[]> answers = [];
    private readonly List<bool> includesSet = [];
    private readonly Dictionary<string, int> bySignature = new(StringComparer.Ordinal);

    private FieldStates(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        this.field = field;
        this.conditions = conditions;
    }

    public int Count => answers.Count;

    public static FieldStates Of(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        var states = new FieldStates(field, conditions);
        states.AddAll();
        return states;
    }

    /// <summary>About how many comparisons it costs to find the states: values to try times values to compare with.</summary>
    public static long Cost(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        var compared = conditions.Sum(static condition => Math.Max(1L, condition.Values.Count));
        return (field.Values.Count + (3 * (compared + 2))) * compared;
    }

    /// <summary>Whether a condition, by its place in the list, holds in a state.</summary>
    public bool Holds(int state, int condition) => answers[state][condition];

    /// <summary>Whether the field can be set in a state; unset and some values may be one state.</summary>
    public bool IncludesSet(int state) => includesSet[state];

    public int StateOf(RequestValue? value) => bySignature.TryGetValue(Signature(Answers(value)), out var state) ? state : -1;

    private void AddAll()
    {
        if (field.Fixed is { } only)
        {
            Add(RequestValue.Of(only));
            return;
        }

        if (!field.IsRequired)
        {
            Add(null);
        }

        if (field.List is not null || field.IsMedia || field.Type == FieldType.Object)
        {
            // Only set and unset can be asked of these.
            Add(field.List is not null ? RequestValue.OfList([]) : field.IsMedia ? RequestValue.OfMedia(MediaForms.Url) : RequestValue.OfObject(new Dictionary<string, RequestValue>()));
        }
        else if (field.Type == FieldType.Boolean)
        {
            Add(RequestValue.Of(true));
            Add(RequestValue.Of(false));
        }
        else if (!field.Values.IsEmpty && !field.IsOpen)
        {
            foreach (var value in field.Values)
            {
                Add(RequestValue.Of(FieldDomain.ScalarOf(field, value)));
            }
        }
        else if (field.IsNumeric)
        {
            foreach (var number in RepresentativeNumbers.Of(field, conditions))
            {
                Add(RequestValue.Of(number));
            }
        }
        else
        {
            AddTexts();
        }
    }

    private void AddTexts()
    {
        foreach (var value in conditions.SelectMany(static condition => condition.Values).Where(value => FieldDomain.Allows(field, value)))
        {
            Add(RequestValue.Of(value));
        }

        // Some text that no condition names: no value of the directory holds a line end.
        Add(RequestValue.Of("\n"));
    }

    private void Add(RequestValue? value)
    {
        var found = Answers(value);
        var signature = Signature(found);
        if (!bySignature.TryGetValue(signature, out var state))
        {
            state = answers.Count;
            bySignature.Add(signature, state);
            answers.Add(found);
            includesSet.Add(false);
        }

        includesSet[state] |= value is not null;
    }

    private bool[] Answers(RequestValue? value) => [.. conditions.Select(condition => RequestChecker.Holds(condition, field, value))];

    private static string Signature(bool[] found) => new(Array.ConvertAll(found, static answer => answer ? '1' : '0'));
}
