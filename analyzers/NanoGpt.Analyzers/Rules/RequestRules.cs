using System.Collections.Immutable;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Applies all rules to what is known of a request on one path.</summary>
internal static class RequestRules
{
    /// <summary>Returns what is wrong with a request and its groups. What is not known breaks no rule.</summary>
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

            // That a required property is not assigned at all is reported by the compiler.
            if (field.Info.IsRequired && (state.Presence == Presence.Unset || state.Value is ""))
            {
                found.Add(RequestDiagnostic.Of(ValueChecks.Missing(state.Path), state.Name, syntax, field.Name));
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
                // A group that is made elsewhere is checked there.
                if (found[i].At is { } at && !request.Request.Creation.Contains(at))
                {
                    found.RemoveAt(i);
                }
                else
                {
                    found[i] = found[i] with { Concerns = ImmutableArray.Create(property) };
                }
            }
        }
    }
}
