using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Diff;

/// <summary>Represents what a request for one model loses or must change on another model.</summary>
/// <remarks>
/// Fields are matched by name. Differences of C# names and of the wire format are omitted because the generated types handle
/// them.
/// </remarks>
public sealed class Portability
{
    private Portability(ModelDefinition from, ModelDefinition to, IReadOnlyList<PortabilityItem> items)
    {
        From = from;
        To = to;
        Items = items;
        var touched = items.Select(item => item.Change.Subject?.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var taken = Settable(to).ToHashSet(StringComparer.Ordinal);
        Same = [.. Settable(from).Where(name => taken.Contains(name) && !touched.Contains(name))];
        More = [.. taken.Except(from.Fields.Select(field => field.Name), StringComparer.Ordinal)
            .Where(name => !touched.Contains(name))];
    }

    /// <summary>Gets the model that the request was written for.</summary>
    public ModelDefinition From { get; }

    /// <summary>Gets the model that the request is moved to.</summary>
    public ModelDefinition To { get; }

    /// <summary>Gets the differences, the most severe first.</summary>
    public IReadOnlyList<PortabilityItem> Items { get; }

    /// <summary>Gets the names of the fields that both models accept in the same way.</summary>
    public IReadOnlyList<string> Same { get; }

    /// <summary>Gets the names of the optional fields that only the other model accepts.</summary>
    public IReadOnlyList<string> More { get; }

    /// <summary>Compares two models.</summary>
    public static Portability Compare(ModelDefinition from, ModelDefinition to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var changes = new ChangeList(to.Provider, to.Id);
        FieldDiff.CompareAll(from.Fields, to.Fields, new FieldScope("", from.TypeName, to.TypeName), changes);
        var (before, after) = Shared(from, to);
        RuleDiff.Compare(before, after, changes);
        ModelDiff.CompareModes(from, to, changes);
        ModelDiff.CompareOutputs(from, to, changes);
        var items = changes.Changes
            .Select(change => (Kind: KindOf(change, from, to), Change: change))
            .Where(pair => pair.Kind is not null)
            .Select(pair => new PortabilityItem(pair.Kind!.Value, WithChoice(pair.Change, to)))
            .ToList();
        if (PriceView.Summarize(from) is var old && PriceView.Summarize(to) is var now && old != now)
        {
            items.Add(
                new PortabilityItem(
                    PortabilityKind.Differs, new Change(ChangeKind.Documentation, ChangeAspect.Text, "price", "the price differs")
            {
                Provider = to.Provider, Model = to.Id, Subject = "pricing", Old = old, New = now,
            }));
        }

        return new Portability(from, to, [.. items.OrderBy(item => item.Kind)]);
    }

    private static (ModelDefinition Before, ModelDefinition After) Shared(ModelDefinition one, ModelDefinition other)
    {
        var inputs = one.Fields.Where(field => other.FindField(field.Name) is not null).ToEquatableArray();
        var names = inputs.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var before = one with
        {
            Fields = inputs,
            Rules = one.Rules.Where(rule => CounterexampleFinder.Fields(rule).All(names.Contains)).ToEquatableArray(),
        };
        var fields = other.Fields.Select(field => names.Contains(field.Name) ? field : field with { IsRequired = false });
        return (before, other with { Fields = fields.ToEquatableArray() });
    }

    private static PortabilityKind? KindOf(Change change, ModelDefinition from, ModelDefinition to) => change.Code switch
    {
        "field-removed" or "form-removed" => PortabilityKind.Lost,
        "value-removed" or "values-closed" or "range-narrowed" or "length-narrowed" or "count-narrowed" or "limit-narrowed" =>
            PortabilityKind.Narrower,
        "type-changed" when !IsSameKind(change.Subject!, from, to) => PortabilityKind.Narrower,
        "field-added-required" or "newly-required" => PortabilityKind.Required,
        "constant-opened" when change.Aspect == ChangeAspect.Requests => PortabilityKind.Required,
        "rule-added" or "rule-narrowed" when change.Kind != ChangeKind.Documentation => PortabilityKind.Rule,
        "default-changed" or "constant-opened" or "constant-changed" or "constant-added" or "mode-removed" or "outputs-changed" =>
            PortabilityKind.Differs,
        _ => null,
    };

    // Lists the values to choose from.
    private static Change WithChoice(Change change, ModelDefinition to) => change.Code == "value-removed"
        ? change with { New = string.Join(", ", Find(to.Fields, change.Subject!).Values.Select(value => value.Wire)) }
        : change;

    // An enum and a string, and two numeric types, accept the same kind of value.
    private static bool IsSameKind(string path, ModelDefinition from, ModelDefinition to)
    {
        var (one, other) = (Find(from.Fields, path), Find(to.Fields, path));
        return (one.List is null) == (other.List is null)
            && (one.Type == other.Type || (one.IsNumeric && other.IsNumeric) || (IsText(one) && IsText(other)));
    }

    private static bool IsText(FieldInfo field) => field.Type is FieldType.String or FieldType.Enum;

    private static FieldInfo Find(EquatableArray<FieldInfo> fields, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var field = fields.First(field => field.Name == (dot < 0 ? path : path[..dot]));
        return dot < 0 ? field : Find(field.Fields, path[(dot + 1)..]);
    }

    private static IEnumerable<string> Settable(ModelDefinition model) =>
        model.Fields.Where(field => field.Fixed is null).Select(field => field.Name);
}

/// <summary>Represents a difference between two models.</summary>
/// <param name="Kind">The required change of the request.</param>
/// <param name="Change">The difference.</param>
public sealed record PortabilityItem(PortabilityKind Kind, Change Change);

/// <summary>Specifies the change that a request requires, in descending order of severity.</summary>
public enum PortabilityKind
{
    /// <summary>The other model does not accept the field.</summary>
    Lost,

    /// <summary>The other model accepts fewer values.</summary>
    Narrower,

    /// <summary>The other model requires the field.</summary>
    Required,

    /// <summary>A rule of the other model can reject the request.</summary>
    Rule,

    /// <summary>The request stays valid, but its result or price differs.</summary>
    Differs,
}
