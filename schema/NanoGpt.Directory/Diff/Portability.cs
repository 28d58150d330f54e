using NanoGpt.Directories.Wording;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Diff;

/// <summary>Compares what a request for one model would lose or must change on another. Fields are matched by name.</summary>
/// <remarks>Differences of C# names and of the wire are left out: the generated types of both models take care of those.</remarks>
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
        More = [.. taken.Except(from.Fields.Select(field => field.Name), StringComparer.Ordinal).Where(name => !touched.Contains(name))];
    }

    /// <summary>Gets the model that the request is for.</summary>
    public ModelDefinition From { get; }

    /// <summary>Gets the model that it is to be sent to.</summary>
    public ModelDefinition To { get; }

    /// <summary>Gets the differences, the worst first.</summary>
    public IReadOnlyList<PortabilityItem> Items { get; }

    /// <summary>Gets the names of the fields that both take in the same way.</summary>
    public IReadOnlyList<string> Same { get; }

    /// <summary>Gets the names of the fields that only the other model takes, and that may be left out.</summary>
    public IReadOnlyList<string> More { get; }

    /// <summary>Compares two models.</summary>
    public static Portability Of(ModelDefinition from, ModelDefinition to)
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
        if (PriceView.Brief(from) is var old && PriceView.Brief(to) is var now && old != now)
        {
            items.Add(new PortabilityItem(PortabilityKind.Differs, new Change(ChangeKind.Documentation, ChangeAspect.Text, "price", "another price")
            {
                Provider = to.Provider, Model = to.Id, Subject = "pricing", Old = old, New = now,
            }));
        }

        return new Portability(from, to, [.. items.OrderBy(item => item.Kind)]);
    }

    /// <summary>
    /// The models as far as rules of the second can speak of requests for the first: a field that only one of them has is reported as
    /// such, and would hide what the rules do to the others.
    /// </summary>
    private static (ModelDefinition Before, ModelDefinition After) Shared(ModelDefinition one, ModelDefinition other)
    {
        var inputs = one.Fields.Where(field => other.FindField(field.Name) is not null).ToEquatableArray();
        var names = inputs.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var before = one with
        {
            Fields = inputs,
            Rules = one.Rules.Where(rule => CounterexampleFinder.Fields(rule).All(names.Contains)).ToEquatableArray(),
        };
        var after = other with { Fields = other.Fields.Select(field => names.Contains(field.Name) ? field : field with { IsRequired = false }).ToEquatableArray() };
        return (before, after);
    }

    private static PortabilityKind? KindOf(Change change, ModelDefinition from, ModelDefinition to) => change.Code switch
    {
        "field-removed" or "form-removed" => PortabilityKind.Lost,
        "value-removed" or "values-closed" or "range-narrowed" or "length-narrowed" or "count-narrowed" or "limit-narrowed" => PortabilityKind.Narrower,
        "type-changed" when !IsSameKind(change.Subject!, from, to) => PortabilityKind.Narrower,
        "field-added-required" or "newly-required" => PortabilityKind.Required,
        "constant-opened" when change.Aspect == ChangeAspect.Requests => PortabilityKind.Required,
        "rule-added" or "rule-narrowed" when change.Kind != ChangeKind.Documentation => PortabilityKind.Rule,
        "default-changed" or "constant-opened" or "constant-changed" or "constant-added" or "mode-removed" or "outputs-changed" => PortabilityKind.Differs,
        _ => null,
    };

    // Whoever must choose anew wants to know among what.
    private static Change WithChoice(Change change, ModelDefinition to) => change.Code == "value-removed"
        ? change with { New = string.Join(", ", Find(to.Fields, change.Subject!).Values.Select(value => value.Wire)) }
        : change;

    // An enum and a text, or two kinds of numbers, are two C# types for the same thing.
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

    private static IEnumerable<string> Settable(ModelDefinition model) => model.Fields.Where(field => field.Fixed is null).Select(field => field.Name);
}

/// <summary>Represents a difference between two models.</summary>
/// <param name="Kind">What the author of a request must do about it.</param>
/// <param name="Change">What it is.</param>
public sealed record PortabilityItem(PortabilityKind Kind, Change Change);

/// <summary>Specifies what a difference asks of the author of a request; the lesser, the worse.</summary>
public enum PortabilityKind
{
    /// <summary>It cannot be said to the other model: leave it out.</summary>
    Lost,

    /// <summary>Some of what it may be is not allowed: choose anew.</summary>
    Narrower,

    /// <summary>The other model needs it.</summary>
    Required,

    /// <summary>A rule of the other model is in the way.</summary>
    Rule,

    /// <summary>The request stays valid and does, or costs, something else.</summary>
    Differs,
}
