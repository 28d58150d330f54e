using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a request on one execution path.</summary>
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

    /// <summary>Gets a value that indicates whether a rule read a value that only the control-flow graph may determine.</summary>
    public bool RequiresFlow { get; private set; }

    /// <summary>Gets a value that indicates whether a rule read a value that is one of several alternatives.</summary>
    public bool HasAlternatives { get; private set; }

    public KnownValues Values => new(this, isForPrice: false);

    public KnownValues PriceValues => new(this, isForPrice: true);

    public FieldState Get(FieldModel field)
    {
        var path = new FieldPath(field.Info, FieldNaming.Property, Parent: parent);
        if (request.Assigned.Find(field.Name) is not { } assignment)
        {
            outermost.RequiresFlow |= request.IsBaseUndetermined;
            return new FieldState(path, request.IsComplete ? Presence.Unset : Presence.Unknown, Fact.Unknown, null);
        }

        var fact = Resolve(assignment.Fact);
        Track(fact);
        return new FieldState(path, PresenceOf(fact), fact, assignment.Syntax);
    }

    public FieldValue GetValue(FieldModel field)
    {
        var state = Get(field);
        return state.Presence switch
        {
            Presence.Unset => default,
            Presence.Unknown => FieldValue.Unknown,
            _ => field.GetValue(state.Fact),
        };
    }

    /// <summary>Returns the field groups that the request contains, each with the name of its property.</summary>
    public IEnumerable<(string Property, RequestView View)> Nested()
    {
        for (var index = 0; index < request.Assigned.Count; index++)
        {
            var (property, assignment) = (request.Assigned[index].Key, request.Assigned[index].Value);
            if (Model.FindField(property) is not { IsGroup: true } field)
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
            else if (assignment.Fact.DependsOnPath)
            {
                outermost.RequiresFlow = true;
            }
        }
    }

    // Alternatives are checked one by one only for the properties of the request itself, not for those of field groups.
    private void Track(Fact fact)
    {
        if (fact is Fact.OneOf && this == outermost)
        {
            HasAlternatives = true;
        }
        else if (fact.DependsOnPath
            || (fact is Fact.Items { Facts.IsDefault: false } items && items.Facts.Any(static item => item.DependsOnPath)))
        {
            outermost.RequiresFlow = true;
        }
    }

    private Presence PresenceOf(Fact fact)
    {
        switch (fact)
        {
            case Fact.Constant { Value: null }:
                return Presence.Unset;
            case Fact.UnknownValue:
                return Presence.Unknown;
            case Fact.SameAs same:
                return KnownComparisons.IsNotNull(known, same.Term) ? Presence.Set : Presence.Unknown;
            case Fact.OneOf choice:
                var first = PresenceOf(choice.Facts[0]);
                return choice.Facts.All(alternative => PresenceOf(alternative) == first) ? first : Presence.Unknown;
            default:
                return Presence.Set;
        }
    }

    private Fact Resolve(Fact fact) => fact switch
    {
        Fact.SameAs { Term: var term } when KnownComparisons.TryGetValue(known, term, out var value) => new Fact.Constant(value),
        Fact.Condition { Formula: var formula } when formula.Decide(known) is { } outcome => Fact.Boolean(outcome),
        Fact.Items { Facts: { IsDefault: false } facts } items
            when facts.Any(static item => item is Fact.SameAs or Fact.Condition) =>
            new Fact.Items(items.Count, facts.Select(Resolve).ToImmutableArray()),
        _ => fact,
    };

    /// <summary>Provides the values of a request to the rule and price evaluators.</summary>
    public readonly struct KnownValues(RequestView view, bool isForPrice) : IRequestView
    {
        /// <inheritdoc/>
        public FieldValue GetValue(int field)
        {
            if (view.Model.FieldAt(field) is not { } model)
            {
                return view.Model.Info.Fields[field].Fixed is null ? FieldValue.Unknown : default;
            }

            // A price depends on the value and not only on its presence.
            var value = view.GetValue(model);
            return isForPrice && value.Kind == FieldValueKind.Set ? FieldValue.Unknown : value;
        }
    }
}
