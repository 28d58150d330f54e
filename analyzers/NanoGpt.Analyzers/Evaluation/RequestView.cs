using System.Collections.Immutable;
using System.Globalization;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>A request on one path, as rules see it.</summary>
internal sealed class RequestView
{
    private readonly RequestObject request;
    private readonly ImmutableArray<Literal> known;
    private readonly string path;
    private readonly RequestView outermost;

    public RequestView(RequestObject request, ImmutableArray<Literal> known)
    {
        this.request = request;
        this.known = known;
        path = "";
        outermost = this;
    }

    private RequestView(RequestView outer, RequestObject group, string path)
    {
        request = group;
        known = outer.known;
        this.path = path;
        outermost = outer.outermost;
    }

    public RequestModel Model => request.Model;

    public RequestObject Request => request;

    /// <summary>Whether a rule asked, here or in a nested group, for something that only the control-flow graph may know.</summary>
    public bool HasOpenQuestions { get; private set; }

    /// <summary>Whether a rule asked for something that is one of several values.</summary>
    public bool HasAlternatives { get; private set; }

    public FieldState Get(FieldModel field) => Get(field.Name);

    public FieldState Get(string property)
    {
        if (request.Assigned.Find(property) is not { } assignment)
        {
            outermost.HasOpenQuestions |= request.IsBaseOpen;
            return new FieldState(path + property, request.IsComplete ? Presence.Unset : Presence.Unknown, Fact.Unknown, null);
        }

        var fact = Settle(assignment.Fact);
        Note(fact);
        return new FieldState(path + property, PresenceOf(fact), fact, assignment.Syntax);
    }

    /// <summary>The groups of fields that are built here, each with the property that holds it.</summary>
    public IEnumerable<(string Property, RequestView View)> Nested()
    {
        for (var index = 0; index < request.Assigned.Count; index++)
        {
            var property = request.Assigned[index].Key;
            var assignment = request.Assigned[index].Value;
            if (assignment.Fact is Fact.Request { Object: var group })
            {
                yield return (property, new RequestView(this, group, $"{path}{property}."));
            }
            else if (assignment.Fact is Fact.Items { Facts.IsDefault: false } items)
            {
                for (var i = 0; i < items.Facts.Length; i++)
                {
                    if (items.Facts[i] is Fact.Request { Object: var item })
                    {
                        yield return (property, new RequestView(this, item, FormattableString.Invariant($"{path}{property}[{i}].")));
                    }
                }
            }
            else if (assignment.Fact.HangsOnPaths && Model.Field(property) is { Kind: FieldKind.Group })
            {
                outermost.HasOpenQuestions = true;
            }
        }
    }

    /// <summary>Whether a clause holds; null if that is not known. What is not set counts with its default, for all but set and unset.</summary>
    public bool? Holds(Clause clause)
    {
        if (Model.Field(clause.Property) is not { } field)
        {
            return null;        // a constant of the model that has no property
        }

        var state = Get(field);
        switch (clause.Kind)
        {
            case ClauseKind.IsSet:
                return state.Presence == Presence.Unknown ? null : state.Presence == Presence.Set;
            case ClauseKind.IsUnset:
                return state.Presence == Presence.Unknown ? null : state.Presence == Presence.Unset;
        }

        var value = state.Presence == Presence.Unset ? field.Default : state.Value;
        return value is not null ? Compare(field, value, clause)
            : state.Presence == Presence.Unset ? false
            : null;
    }

    /// <summary>Whether all clauses hold; null if that is not known.</summary>
    public bool? HoldAll(ImmutableArray<Clause> clauses)
    {
        bool? all = true;
        foreach (var clause in clauses)
        {
            switch (Holds(clause))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }

        return all;
    }

    // Alternatives are tried one by one only where they are values of the request itself.
    private void Note(Fact fact)
    {
        if (fact is Fact.OneOf && this == outermost)
        {
            HasAlternatives = true;
        }
        else if (fact.HangsOnPaths || (fact is Fact.Items { Facts.IsDefault: false } items && items.Facts.Any(static item => item.HangsOnPaths)))
        {
            outermost.HasOpenQuestions = true;
        }
    }

    private Presence PresenceOf(Fact fact)
    {
        switch (fact)
        {
            case Fact.Constant { Value: null }:
                return Presence.Unset;
            case Fact.Nothing:
                return Presence.Unknown;
            case Fact.SameAs same:
                return Knowledge.IsNotNull(known, same.Term) ? Presence.Set : Presence.Unknown;
            case Fact.OneOf choice:
                var first = PresenceOf(choice.Facts[0]);
                return choice.Facts.All(alternative => PresenceOf(alternative) == first) ? first : Presence.Unknown;
            default:
                return Presence.Set;
        }
    }

    private Fact Settle(Fact fact) => fact switch
    {
        Fact.SameAs { Term: var term } when Knowledge.TryGetValue(known, term, out var value) => new Fact.Constant(value),
        Fact.Truth { Formula: var formula } when formula.Decide(known) is { } outcome => Fact.Of(outcome),
        Fact.Items { Facts: { IsDefault: false } facts } items when facts.Any(static item => item is Fact.SameAs or Fact.Truth) =>
            new Fact.Items(items.Count, facts.Select(Settle).ToImmutableArray()),
        _ => fact,
    };

    /// <summary>Whether a constant is what a clause asks for; null where the two cannot be compared.</summary>
    public static bool? Compare(FieldModel field, object value, Clause clause)
    {
        if (clause.Kind == ClauseKind.IsOneOf)
        {
            foreach (var text in clause.Values)
            {
                if (IsSpelled(field, value, text))
                {
                    return true;
                }
            }

            return false;
        }

        if (Numbers.ToDouble(value) is not { } number || !TryNumber(clause.Values[0], out var bound))
        {
            return null;
        }

        return clause.Kind switch
        {
            ClauseKind.Above => number > bound,
            ClauseKind.AtLeast => number >= bound,
            ClauseKind.Below => number < bound,
            _ => number <= bound,
        };
    }

    private static bool IsSpelled(FieldModel field, object value, string text) => field.Kind switch
    {
        FieldKind.Flag => value is bool flag && text == (flag ? "true" : "false"),
        FieldKind.Text => string.Equals(value as string, text, StringComparison.Ordinal),
        FieldKind.Choice => string.Equals(field.MemberOf(value)?.Name, text, StringComparison.Ordinal)
            || (TryNumber(text, out var listed) && Numbers.AreEqual(listed, value)),
        _ => TryNumber(text, out var number) && Numbers.AreEqual(number, value),
    };

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
