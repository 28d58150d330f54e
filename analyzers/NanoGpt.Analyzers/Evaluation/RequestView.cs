using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a request on one execution path.</summary>
internal sealed class RequestView
{
    private static readonly PathState NoState = new();

    private readonly RequestObject request;
    private readonly PathState state;
    private readonly FieldPath.Node? parent;

    public RequestView(RequestObject request, PathState? state = null)
    {
        this.request = request;
        this.state = state ?? NoState;
    }

    private RequestView(RequestView outer, RequestObject group, FieldPath path)
    {
        request = group;
        state = outer.state;
        parent = new FieldPath.Node(path);
    }

    public RequestModel Model => request.Model;

    public RequestObject Request => request;

    /// <summary>Gets the values for rules about combinations.</summary>
    public KnownValues Values => new(this, ValueUse.Rule);

    /// <summary>Gets the values for rules about references, which also find them in parts of texts.</summary>
    public KnownValues ReferenceValues => new(this, ValueUse.Reference);

    /// <summary>Gets the values for prices, which depend on more than the presence of a value.</summary>
    public KnownValues PriceValues => new(this, ValueUse.Price);

    public FieldState Get(FieldModel field)
    {
        var path = new FieldPath(field.Info, FieldNaming.Property, Parent: parent);
        if (request.Assigned.Find(field.Name) is not { } assignment)
        {
            return new FieldState(path, request.IsComplete ? Presence.Unset : Presence.Unknown, Fact.Unknown, null);
        }

        var fact = Resolve(assignment.Fact);
        return new FieldState(path, PresenceOf(fact), fact, assignment.Syntax);
    }

    public FieldValue GetValue(FieldModel field)
    {
        var state = Get(field);
        return state.Presence switch
        {
            Presence.Unset => default,
            Presence.Unknown => FieldValue.Unknown,
            _ => GetValue(field, state.Fact),
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
        }
    }

    // Converts the value of a property that is set to the input of the rule evaluator.
    private static FieldValue GetValue(FieldModel field, Fact fact) => fact switch
    {
        Fact.Items items when field.IsList => FieldValue.OfItems(items.Count),
        _ when field.IsList => FieldValue.Set,
        _ when field.Info.IsMedia => FieldValue.OfItems(1),
        Fact.Constant { Value: { } value } => field.GetValue(value),
        _ => FieldValue.Set,
    };

    private static Presence PresenceOf(Fact fact) => fact switch
    {
        Fact.Constant { Value: null } => Presence.Unset,
        Fact.Among { Set.HasNull: false } => Presence.Set,
        _ => fact.IsNotNull ? Presence.Set : Presence.Unknown,
    };

    private Fact Resolve(Fact fact)
    {
        switch (fact)
        {
            case Fact.Test test:
                return state.Decide(test) is { } outcome ? new Fact.Constant(outcome) : Fact.NotNull;
            case Fact.SameAs { Term: var term }:
                var values = state.ValuesOf(term);
                return !values.TryGetSingle(out var value) ? new Fact.Among(values)
                    : new Fact.Constant(value is decimal number ? Numbers.OfType(number, term.Type.WithoutNullable()) : value);
            case Fact.Items { Facts: { IsDefault: false } facts } items when facts.Any(static item =>
                item is Fact.SameAs or Fact.Test):
                return new Fact.Items(items.Count, facts.Select(Resolve).ToImmutableArray());
            default:
                return fact;
        }
    }

    /// <summary>Specifies what values are used for.</summary>
    public enum ValueUse
    {
        Rule,
        Reference,
        Price,
    }

    /// <summary>Provides the values of a request to the rule and price evaluators.</summary>
    public readonly struct KnownValues(RequestView view, ValueUse use) : IRequestView
    {
        /// <inheritdoc/>
        public FieldValue GetValue(int field)
        {
            if (view.Model.FieldAt(field) is not { } model)
            {
                return view.Model.Info.Fields[field].Fixed is null ? FieldValue.Unknown : default;
            }

            var value = view.GetValue(model);
            return value.Kind != FieldValueKind.Set || use == ValueUse.Rule ? value
                : use == ValueUse.Price ? FieldValue.Unknown
                : view.Get(model).Fact is Fact.Text { Outline: var outline } ? FieldValue.Of(outline)
                : value;
        }
    }
}
