using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Applies all rules to a request on one execution path.</summary>
internal static class RequestRules
{
    /// <summary>Checks a request and its field groups. Unknown values violate no rule.</summary>
    public static List<RequestDiagnostic> Check(RequestView request)
    {
        var found = new List<RequestDiagnostic>();
        Check(request, found);
        return found;
    }

    private static void Check(RequestView request, List<RequestDiagnostic> found)
    {
        foreach (var field in request.Model.Fields)
        {
            if (request.Request.Assigned.Find(field.Name) is null || request.Get(field) is not { Syntax: { } syntax } state)
            {
                continue;
            }

            // The compiler reports required properties that are not assigned.
            if (field.Info.IsRequired && (state.Presence == Presence.Unset || state.Value is ""))
            {
                found.Add(RequestDiagnostic.Create(ValueChecks.Missing(state.Path), state.Name, syntax, field.Name));
            }
            else if (state.Presence == Presence.Set)
            {
                ValueRules.Check(field, state, found);
            }
        }

        AdditionalFieldRules.Check(request, found);
        CombinationRules.Check(request, found);
        PriceRule.Check(request, found);
        foreach (var (property, group) in request.Nested())
        {
            var first = found.Count;
            Check(group, found);
            for (var i = found.Count - 1; i >= first; i--)
            {
                // A group that is created elsewhere is checked there.
                if (found[i].At is { } at && !request.Request.Creation.Contains(at))
                {
                    found.RemoveAt(i);
                }
                else
                {
                    found[i] = found[i] with { PropertyNames = ImmutableArray.Create(property) };
                }
            }
        }
    }
}
