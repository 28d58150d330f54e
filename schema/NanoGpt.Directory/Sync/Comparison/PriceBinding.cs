using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Binds the roles of a listed price, such as the resolution, to the fields of a model.</summary>
internal static class PriceBinding
{
    private static readonly Dictionary<string, string[]> FieldsOfRole = new(StringComparer.Ordinal)
    {
        ["resolution"] = ["resolution", "target_resolution"],
        ["duration"] = ["duration", "seconds"],
        ["audio"] = ["generate_audio", "generateAudio", "enable_audio", "sound", "audio"],
        ["pro"] = ["pro_mode", "pro"],
        ["mode"] = ["mode"],
        ["frames"] = ["num_frames"],
        ["fps"] = ["frames_per_second"],
        ["image"] = ["image"],
        ["video"] = ["video"],
        ["reference_images"] = ["reference_images"],
        ["reference_videos"] = ["reference_videos", "video"],
        ["turbo"] = ["turbo", "turbo_mode"],
        ["fast"] = ["fast", "fast_mode"],
    };

    /// <summary>
    /// Returns the price with fields in place of roles; null if the price depends on something that no request of the model
    /// contains.
    /// </summary>
    /// <param name="price">The price.</param>
    /// <param name="model">The model.</param>
    /// <param name="ignored">Receives the prices of values that the model does not accept.</param>
    public static ListedPrice? Bind(ListedPrice price, ModelDefinition model, ICollection<string> ignored)
    {
        var perVideo = price.PerVideo is null ? null : Bind(price.PerVideo, model, ignored);
        var perSecond = price.PerSecond is null ? null : Bind(price.PerSecond, model, ignored);
        return perVideo is null == price.PerVideo is null && perSecond is null == price.PerSecond is null
            ? price with { PerVideo = perVideo, PerSecond = perSecond }
            : null;
    }

    public static PriceInfo Rates(ListedPrice bound, ModelDefinition model)
    {
        var pairs = RateTable.Join(
            model.Fields, Flatten(bound.PerVideo, model).ToList(), Flatten(bound.PerSecond, model).ToList(),
            bound.BaseSeconds ?? 0);
        var rates = pairs.Select(static pair => pair.Rate).ToEquatableArray();
        return new PriceInfo { Currency = bound.Currency, AsOf = "", Rates = rates, Seconds = bound.Seconds };
    }

    public static int Count(ListedPrice price) => Count(price.PerVideo) + Count(price.PerSecond);

    private static int Count(PriceNode? node) => node switch
    {
        null => 0,
        PriceBranches branches => branches.Branches.Sum(branch => Count(branch.Node)),
        _ => 1,
    };

    public static IEnumerable<string> Fields(PriceNode? node) => node is PriceBranches branches
        ? branches.Branches.SelectMany(branch => Fields(branch.Node)).Prepend(branches.Role).Distinct(StringComparer.Ordinal)
        : [];

    private static PriceNode? Bind(PriceNode node, ModelDefinition model, ICollection<string> ignored)
    {
        if (node is not PriceBranches branches)
        {
            return node;
        }

        var bound = branches.Branches.Select(
            branch => Bind(branch.Node, model, ignored) is { } inner ? branch with { Node = inner } : null)
            .ToList();
        if (bound.Contains(null))
        {
            return null;
        }

        var all = bound.OfType<PriceBranch>().ToList();
        if (FieldOf(branches.Role, all[0].When, model) is not { } field)
        {
            var chosen = Without(all);
            foreach (var branch in all.Where(branch => chosen is not null && !branch.Node.Equals(chosen)))
            {
                ignored.Add($"{branches.Role}: {Brief(branch.Node)}");
            }

            return chosen;
        }

        if (field.Fixed is not null || (field.IsRequired && all[0].When is ConditionOperator.IsSet or ConditionOperator.IsUnset))
        {
            var held = all.Find(branch => Holds(branch, field));
            foreach (var branch in all.Where(branch => branch != held && branch.Value is not null))
            {
                ignored.Add($"{field.Name} {branch.Value}: {Brief(branch.Node)}");
            }

            return held?.Node;
        }

        var possible = all.Select(branch => Fit(branch, field)).OfType<PriceBranch>().ToList();
        foreach (var branch in all.Where(branch => Fit(branch, field) is null))
        {
            ignored.Add($"{field.Name} {branch.Value}: {Brief(branch.Node)}");
        }

        // A mode that the field does not have shows that the price list uses the word differently.
        var isWhole = branches.Role != "mode" || possible.Count == all.Count;
        return possible.Count == 0 || !isWhole ? null : new PriceBranches(field.Name, possible);
    }

    // Without such a field, only a price that does not depend on it is known, or the price of a request without the field.
    private static PriceNode? Without(List<PriceBranch> branches) =>
        branches.Find(branch => branch.When == ConditionOperator.IsUnset)?.Node
        ?? (branches.TrueForAll(branch => branch.Node.Equals(branches[0].Node)) ? branches[0].Node : null);

    private static FieldInfo? FieldOf(string role, ConditionOperator when, ModelDefinition model)
    {
        var isMedium = when is ConditionOperator.IsSet or ConditionOperator.IsUnset;
        var names = FieldsOfRole.GetValueOrDefault(role) ?? [role];   // a list can also name the field itself
        return names.Select(name => model.Fields.FirstOrDefault(field => field.Name == name && field.IsMedia == isMedium))
            .FirstOrDefault(field => field is not null)
            ?? model.Fields.FirstOrDefault(
                field => names.Contains(field.Wire.Name, StringComparer.Ordinal) && field.IsMedia == isMedium);
    }

    private static string Brief(PriceNode node) => node is PriceBranches all
        ? string.Join(", ", all.Branches.Select(branch => $"{all.Role} {branch.Value ?? $"{branch.When}"}: {Brief(branch.Node)}"))
        : YamlText.Money(((PriceAmount)node).Amount);

    private static bool Holds(PriceBranch branch, FieldInfo field) => branch.When switch
    {
        ConditionOperator.IsSet => true,
        ConditionOperator.IsUnset => false,
        _ => Condition(branch, field) is { } condition && RequestChecker.Holds(condition, field, null),
    };

    // A price of a value that the model does not accept is ignored.
    private static PriceBranch? Fit(PriceBranch branch, FieldInfo field)
    {
        if (branch.Value is null)
        {
            return branch;
        }

        if (Value(branch.Value, field) is not { } value
            || (branch.When == ConditionOperator.IsOneOf && !FieldDomain.Allows(field, value)))
        {
            return null;
        }

        return branch with { Value = value.Text };
    }

    private static ConditionInfo? Condition(PriceBranch branch, FieldInfo field) => branch.Value is null
        ? new ConditionInfo(field.Name, branch.When, default)
        : Value(branch.Value, field) is { } value ? new ConditionInfo(field.Name, branch.When, new([value])) : null;

    private static Scalar? Value(string text, FieldInfo field)
    {
        if (field.Type == FieldType.Boolean)
        {
            return text is "true" or "false" ? Scalar.Of(text == "true") : null;
        }

        if (!field.IsNumeric)
        {
            // Price lists write modes as keys, such as text_to_video.
            var dashed = text.Replace('_', '-');
            return Scalar.Of(
                FieldDomain.IsListed(field, Scalar.Of(text)) || !FieldDomain.IsListed(field, Scalar.Of(dashed)) ? text : dashed);
        }

        var digits = field.Type == FieldType.Seconds && text.EndsWith('s') ? text[..^1] : text;
        return decimal.TryParse(
            digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Scalar.Of(number) : null;
    }

    private static IEnumerable<ConditionalPrice> Flatten(PriceNode? node, ModelDefinition model)
    {
        switch (node)
        {
            case null:
                return [new(default, 0)];
            case PriceAmount amount:
                return [new(default, amount.Amount)];
            default:
                var branches = (PriceBranches)node;
                var field = model.FindField(branches.Role)!;
                return from branch in branches.Branches
                       from rest in Flatten(branch.Node, model)
                       select rest with { When = rest.When.Prepend(Condition(branch, field)!).ToEquatableArray() };
        }
    }
}
