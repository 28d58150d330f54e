namespace NanoGpt.Schema.Rules;

/// <summary>Finds the rates that can be the price of a request: the first rate whose conditions all hold.</summary>
/// <remarks>
/// The analysis is exact for requests with allowed values of fields, by the same states as <see cref="RuleAnalysis"/>. It ignores
/// the rules of the model. With too many combinations, only a rate whose conditions contradict each other is reported as unused.
/// </remarks>
public static class RateAnalysis
{
    /// <summary>Finds the rates that are the price of some request.</summary>
    /// <param name="inputs">The fields.</param>
    /// <param name="rates">The conditions of each rate in order, which refer to these fields only.</param>
    /// <param name="work">The limit of steps: combinations times rates.</param>
    /// <returns>A value for each rate; <see langword="true"/> if it is used or the limit does not allow to know.</returns>
    public static IReadOnlyList<bool> Used(
        IReadOnlyList<FieldInfo> inputs, IReadOnlyList<IReadOnlyList<ConditionInfo>> rates, int work = RuleAnalysis.DefaultWork)
    {
        var used = new bool[rates.Count];
        if (used.Length == 1 && rates[0].Count == 0)
        {
            // One price for all requests.
            used[0] = true;
            return used;
        }

        var space = new StateSpace(inputs, StateSpace.ByName(inputs));
        StateCondition[][] compiled = [.. rates.Select(space.Compile)];
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

    // Keeps those of the rates that can hold which are the first to hold in some combination.
    private static void TryAll(StateCondition[][] compiled, FieldStates[] states, long combinations, bool[] used)
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
