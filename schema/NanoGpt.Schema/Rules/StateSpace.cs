namespace NanoGpt.Schema.Rules;

/// <summary>Represents the fields of a group of conditions with their distinguishable states.</summary>
internal sealed class StateSpace(IReadOnlyList<FieldInfo> inputs, Dictionary<string, int> byName)
{
    private readonly List<List<ConditionInfo>> conditions = [];
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    /// <summary>Gets the fields in the order of their first conditions.</summary>
    public List<FieldInfo> Fields { get; } = [];

    public static Dictionary<string, int> ByName(IReadOnlyList<FieldInfo> inputs)
    {
        var byName = new Dictionary<string, int>(inputs.Count, StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
        {
            byName.Add(inputs[i].Name, i);
        }

        return byName;
    }

    /// <summary>Adds conditions.</summary>
    public StateCondition[] Compile(IReadOnlyList<ConditionInfo> list)
    {
        var compiled = new StateCondition[list.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            if (!indexes.TryGetValue(list[i].Field, out var index))
            {
                index = Fields.Count;
                indexes.Add(list[i].Field, index);
                Fields.Add(inputs[byName[list[i].Field]]);
                conditions.Add([]);
            }

            var place = conditions[index].IndexOf(list[i]);
            if (place < 0)
            {
                place = conditions[index].Count;
                conditions[index].Add(list[i]);
            }

            compiled[i] = new StateCondition(index, place);
        }

        return compiled;
    }

    /// <summary>Returns the states of each field; <see langword="null"/> if they exceed the limit.</summary>
    public FieldStates[]? States(int work)
    {
        var states = new FieldStates[Fields.Count];
        for (var i = 0; i < states.Length; i++)
        {
            if (FieldStates.Cost(Fields[i], conditions[i]) > work)
            {
                return null;
            }

            states[i] = new FieldStates(Fields[i], conditions[i]);
        }

        return states;
    }

    /// <summary>Returns the number of combinations of states, at most 2³¹ to avoid an overflow.</summary>
    public static long Combinations(FieldStates[] states)
    {
        var combinations = 1L;
        foreach (var field in states)
        {
            combinations = Math.Min(combinations * field.Count, 1L << 31);
        }

        return combinations;
    }

    /// <summary>Changes a combination of states to the next one, or from the last one to the first.</summary>
    public static void Next(int[] current, FieldStates[] states)
    {
        for (var digit = 0; digit < current.Length && ++current[digit] == states[digit].Count; digit++)
        {
            current[digit] = 0;
        }
    }

    public static bool AllHold(StateCondition[] compiled, int[] current, FieldStates[] states)
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

    /// <summary>Returns whether conditions can all hold for one request. Fields are independent and checked separately.</summary>
    public static bool CanHold(StateCondition[] compiled, FieldStates[] states) =>
        Array.TrueForAll(compiled, condition => HasStateFor(condition.Field, compiled, states[condition.Field]));

    private static bool HasStateFor(int field, StateCondition[] compiled, FieldStates states)
    {
        for (var state = 0; state < states.Count; state++)
        {
            if (Array.TrueForAll(compiled, condition => condition.Field != field || states.Holds(state, condition.Condition)))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Represents a condition in a <see cref="StateSpace"/>.</summary>
/// <param name="Field">The index of the field.</param>
/// <param name="Condition">The index among the conditions on that field.</param>
internal sealed record StateCondition(int Field, int Condition);
