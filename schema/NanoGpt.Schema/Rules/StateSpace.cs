namespace NanoGpt.Schema.Rules;

/// <summary>The fields that some conditions are about, with all that these fields can be as far as the conditions can tell.</summary>
internal sealed class StateSpace(IReadOnlyList<FieldInfo> inputs, Dictionary<string, int> byName)
{
    private readonly List<FieldInfo> fields = [];
    private readonly List<List<ConditionInfo>> conditions = [];
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    /// <summary>The fields, in the order in which conditions named them.</summary>
    public List<FieldInfo> Fields => fields;

    /// <summary>The places of a model's fields by their names.</summary>
    public static Dictionary<string, int> ByName(IReadOnlyList<FieldInfo> inputs)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
        {
            byName[inputs[i].Name] = i;
        }

        return byName;
    }

    /// <summary>Takes conditions in; each becomes the number of its field and its own number among the conditions on that field.</summary>
    public (int Field, int Condition)[] Compile(IReadOnlyList<ConditionInfo> list)
    {
        var compiled = new (int, int)[list.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            if (!indexes.TryGetValue(list[i].Field, out var index))
            {
                index = fields.Count;
                indexes.Add(list[i].Field, index);
                fields.Add(inputs[byName[list[i].Field]]);
                conditions.Add([]);
            }

            var place = conditions[index].IndexOf(list[i]);
            if (place < 0)
            {
                place = conditions[index].Count;
                conditions[index].Add(list[i]);
            }

            compiled[i] = (index, place);
        }

        return compiled;
    }

    /// <summary>The states of each field, once all conditions are in; null if to find them costs more comparisons than allowed.</summary>
    public FieldStates[]? States(int work)
    {
        var states = new FieldStates[fields.Count];
        for (var i = 0; i < states.Length; i++)
        {
            if (FieldStates.Cost(fields[i], conditions[i]) > work)
            {
                return null;
            }

            states[i] = FieldStates.Of(fields[i], conditions[i]);
        }

        return states;
    }

    /// <summary>How many combinations of states there are: none where a field can be nothing at all, 2³¹ where there are more.</summary>
    public static long Combinations(FieldStates[] states)
    {
        var combinations = 1L;
        foreach (var field in states)
        {
            // Far too many either way, and small enough to calculate with.
            combinations = Math.Min(combinations * field.Count, 1L << 31);
        }

        return combinations;
    }

    /// <summary>Goes on to the next combination of states; after the last one comes the first again.</summary>
    public static void Next(int[] current, FieldStates[] states)
    {
        for (var digit = 0; digit < current.Length && ++current[digit] == states[digit].Count; digit++)
        {
            current[digit] = 0;
        }
    }

    /// <summary>Whether conditions all hold in a combination of states.</summary>
    public static bool AllHold((int Field, int Condition)[] compiled, int[] current, FieldStates[] states)
    {
        foreach (var (field, condition) in compiled)
        {
            if (!states[field].Holds(current[field], condition))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether conditions can all hold together. Fields are free of each other, so each is asked alone.</summary>
    public static bool CanHold((int Field, int Condition)[] compiled, FieldStates[] states)
    {
        foreach (var (field, _) in compiled)
        {
            if (!CanHold(field, compiled, states[field]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanHold(int field, (int Field, int Condition)[] compiled, FieldStates states)
    {
        for (var state = 0; state < states.Count; state++)
        {
            var holds = true;
            foreach (var (about, condition) in compiled)
            {
                holds &= about != field || states.Holds(state, condition);
            }

            if (holds)
            {
                return true;
            }
        }

        return false;
    }
}
