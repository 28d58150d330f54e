using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Rules;

/// <summary>
/// Represents the distinguishable states of a field: values with equal results of all conditions are one state, so that a range
/// of numbers has few states.
/// </summary>
internal sealed class FieldStates
{
    // The results of the conditions, a character for each.
    private const char True = '1';
    private const char False = '0';

    private readonly FieldInfo field;
    private readonly IReadOnlyList<ConditionInfo> conditions;
    private readonly List<string> results = [];
    private readonly Dictionary<string, int> states = new(StringComparer.Ordinal);
    private readonly HashSet<int> settable = [];

    public FieldStates(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        this.field = field;
        this.conditions = conditions;
        AddAll();
    }

    public int Count => results.Count;

    /// <summary>Estimates the number of comparisons that are necessary to find the states.</summary>
    public static long Cost(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        var compared = 0L;
        foreach (var condition in conditions)
        {
            compared += Math.Max(1, condition.Values.Count);
        }

        return (field.Values.Count + (3 * (compared + 2))) * compared;
    }

    public bool Holds(int state, int condition) => results[state][condition] == True;

    /// <summary>Returns whether the field can be set in a state. The unset field and some values may be one state.</summary>
    public bool IncludesSet(int state) => settable.Contains(state);

    public int StateOf(RequestValue? value) => states.TryGetValue(Evaluate(value), out var state) ? state : -1;

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
            // Conditions can only test whether these are set.
            Add(field.List is not null ? RequestValue.OfList([])
                : field.IsMedia ? RequestValue.OfMedia(MediaForms.Url)
                : RequestValue.OfObject(new Dictionary<string, RequestValue>()));
        }
        else if (field.Type == FieldType.Boolean)
        {
            Add(RequestValue.Of(true));
            Add(RequestValue.Of(false));
        }
        else if (field.HasOnlyListedValues)
        {
            foreach (var value in field.Values)
            {
                Add(RequestValue.Of(FieldDomain.ScalarOf(field, value)));
            }
        }
        else if (field.IsNumeric)
        {
            foreach (var number in RepresentativeNumbers.Get(field, conditions))
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
        var values = conditions.SelectMany(static condition => condition.Values);
        foreach (var value in values.Where(value => FieldDomain.Allows(field, value)))
        {
            Add(RequestValue.Of(value));
        }

        // A text that no condition contains: no value of the directory contains a line break.
        Add(RequestValue.Of("\n"));
    }

    private void Add(RequestValue? value)
    {
        var found = Evaluate(value);
        if (!states.TryGetValue(found, out var state))
        {
            state = results.Count;
            states.Add(found, state);
            results.Add(found);
        }

        if (value is not null)
        {
            settable.Add(state);
        }
    }

    private string Evaluate(RequestValue? value)
    {
        var found = new char[conditions.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = RequestChecker.Holds(conditions[i], field, value) ? True : False;
        }

        return new string(found);
    }
}
