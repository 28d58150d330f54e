using System.Collections.Immutable;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents what is known of a request on one path.</summary>
internal sealed class RequestView
{
    private readonly RequestObject request;
    private readonly ImmutableArray<Literal> known;
    private readonly FieldPath.Node? parent;
    private readonly RequestView outermost;

    public RequestView(RequestObject request, ImmutableArray<Literal> known)
    {
        this.request = request;
        this.known = known;
        outermost = this;
    }

    private RequestView(RequestView outer, RequestObject group, FieldPath path)
    {
        request = group;
        known = outer.known;
        parent = new FieldPath.Node(path);
        outermost = outer.outermost;
    }

    public RequestModel Model => request.Model;

    public RequestObject Request => request;

    /// <summary>
    /// Gets a value that indicates whether a rule asked for something that only the control-flow graph may know.
    /// </summary>
    public bool HasOpenQuestions { get; private set; }

    /// <summary>Gets a value that indicates whether a rule asked for something that is one of several values.</summary>
    public bool HasAlternatives { get; private set; }

    /// <summary>Gets the values as the evaluator of rules and references sees them.</summary>
    public KnownValues Values => new(this, isForPrice: false);

    /// <summary>Gets the values as the evaluator of prices sees them, which asks for no more than values.</summary>
    public KnownValues PriceValues => new(this, isForPrice: true);

    public FieldState Get(FieldModel field)
    {
        var path = new FieldPath(field.Info, FieldNaming.Property, Parent: parent);
        if (request.Assigned.Find(field.Name) is not { } assignment)
        {
            outermost.HasOpenQuestions |= request.IsBaseOpen;
            return new FieldState(path, request.IsComplete ? Presence.Unset : Presence.Unknown, Fact.Unknown, null);
        }

        var fact = Resolve(assignment.Fact);
        Note(fact);
        return new FieldState(path, PresenceOf(fact), fact, assignment.Syntax);
    }

    /// <summary>Returns what the evaluator sees of a field.</summary>
    public FieldValue ValueOf(FieldModel field)
    {
        var state = Get(field);
        return state.Presence switch
        {
            Presence.Unset => default,
            Presence.Unknown => FieldValue.Unknown,
            _ => field.ValueOf(state.Fact),
        };
    }

    /// <summary>Returns the groups of fields that are built here, each with the property that holds it.</summary>
    public IEnumerable<(string Property, RequestView View)> Nested()
    {
        for (var index = 0; index < request.Assigned.Count; index++)
        {
            var (property, assignment) = (request.Assigned[index].Key, request.Assigned[index].Value);
            if (Model.Field(property) is not { IsGroup: true } field)
            {
                continue;
            }

            var path = new FieldPath(field.Info, FieldNaming.Property, Parent: parent);
            if (assignment.Fact is Fact.Request { Object: var group })
            {
                yield return (property, new RequestView(this, group, path));
            }
            else if (assignment.Fact is Fact.Items { Facts.IsDefault: false } items)
            {
                for (var i = 0; i < items.Facts.Length; i++)
                {
                    if (items.Facts[i] is Fact.Request { Object: var item })
                    {
                        yield return (property, new RequestView(this, item, path.At(i)));
                    }
                }
            }
            else if (assignment.Fact.HangsOnPaths)
            {
                outermost.HasOpenQuestions = true;
            }
        }
    }

    // Alternatives are tried one by one only where they are values of the request itself.
    private void Note(Fact fact)
    {
        if (fact is Fact.OneOf && this == outermost)
        {
            HasAlternatives = true;
        }
        else if (fact.HangsOnPaths
            || (fact is Fact.Items { Facts.IsDefault: false } items && items.Facts.Any(static item => item.HangsOnPaths)))
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

    private Fact Resolve(Fact fact) => fact switch
    {
        Fact.SameAs { Term: var term } when Knowledge.TryGetValue(known, term, out var value) => new Fact.Constant(value),
        Fact.TruthValue { Formula: var formula } when formula.Decide(known) is { } outcome => Fact.Of(outcome),
        Fact.Items { Facts: { IsDefault: false } facts } items when facts.Any(static item => item is Fact.SameAs or Fact.TruthValue) =>
            new Fact.Items(items.Count, facts.Select(Resolve).ToImmutableArray()),
        _ => fact,
    };

    /// <summary>Adapts a view to the evaluator.</summary>
    public readonly struct KnownValues(RequestView view, bool isForPrice) : IRequestView
    {
        /// <inheritdoc/>
        public FieldValue GetValue(int field)
        {
            if (view.Model.FieldAt(field) is not { } model)
            {
                return view.Model.Info.Fields[field].Fixed is null ? FieldValue.Unknown : default;
            }

            // A value that is not known may still be a duration.
            return view.ValueOf(model) is var value && isForPrice && value.Kind == FieldValueKind.Set ? FieldValue.Unknown
                : value;
        }
    }
}
