namespace NanoGpt.Schema.Rules;

/// <summary>Asks which rates can be the price of a request: that is the first of which all conditions hold.</summary>
/// <remarks>
/// Exact, by the same states as <see cref="RuleAnalysis"/>, for every request whose fields have values that they take. What the rules of
/// the model forbid counts all the same, because a rule may only warn. Where there are too many combinations a rate is called unused only
/// if it contradicts itself.
/// </remarks>
public static class RateAnalysis
{
    /// <summary>Finds the rates that are the price of some request.</summary>
    /// <param name="inputs">The fields.</param>
    /// <param name="rates">The conditions of each rate, in order; all that they name is among the fields.</param>
    /// <param name="work">Steps that it may cost: combinations times rates.</param>
    /// <returns>Whether each rate is; true where it would cost more to know.</returns>
    public static IReadOnlyList<bool> Used(
        IReadOnlyList<FieldInfo> inputs, IReadOnlyList<EquatableArray<ConditionInfo>> rates, int work = RuleAnalysis.DefaultWork)
    {
        var used = new bool[rates.Count];
        if (used.Length == 1 && rates[0].IsEmpty)
        {
            // One price for everything: there is nothing to try.
            used[0] = true;
            return used;
        }

        var space = new StateSpace(inputs, StateSpace.ByName(inputs));
        var compiled = new (int, int)[used.Length][];
        for (var i = 0; i < used.Length; i++)
        {
            compiled[i] = space.Compile(rates[i]);
        }

        var states = space.States(work);
        var combinations = states is null ? 0 : StateSpace.Combinations(states);
        for (var i = 0; i < used.Length; i++)
        {
            used[i] = combinations == 0 || StateSpace.CanHold(compiled[i], states!);
        }

        if (combinations > 0 && combinations * used.Length <= work)
        {
            TryAll(compiled, states!, combinations, used);
        }

        return used;
    }

    // Those that can hold at all are given; those that are ever the first to hold remain.
    private static void TryAll((int, int)[][] compiled, FieldStates[] states, long combinations, bool[] used)
    {
        var isFirst = new bool[used.Length];
        var current = new int[states.Length];
        for (var i = 0L; i < combinations; i++)
        {
            for (var rate = 0; rate < used.Length; rate++)
            {
                if (used[rate] && StateSpace.AllHold(compiled[rate], current, states))
                {
                    isFirst[rate] = true;
                    break;
                }
            }

            StateSpace.Next(current, states);
        }

        isFirst.CopyTo(used, 0);
    }
}
