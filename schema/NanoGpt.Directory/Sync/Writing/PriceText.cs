using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Writes a bound price as YAML.</summary>
internal static class PriceText
{
    // Longer lines are nested.
    private const int MaxLineLength = 110;

    public static IReadOnlyList<string> Lines(ListedPrice price, string date, string source)
    {
        var lines = new List<string>();
        foreach (var entry in FlowEntries(price, date, source))
        {
            var key = entry[..entry.IndexOf(':', StringComparison.Ordinal)];
            var node = key == "per_video" ? price.PerVideo : key == "per_second" ? price.PerSecond : null;
            lines.AddRange(node is null ? [entry] : Lines(key, node, 2));
        }

        return lines;
    }

    public static IEnumerable<string> FlowEntries(ListedPrice price, string date, string source)
    {
        yield return $"currency: {price.Currency}";
        yield return $"as_of: \"{date}\"";
        if (price.BaseSeconds is { } seconds)
        {
            yield return Base(price, seconds);
        }
        else
        {
            if (price.PerVideo is { } video)
            {
                yield return $"per_video: {Flow(video)}";
            }

            if (price.PerSecond is { } second)
            {
                yield return $"per_second: {Flow(second)}";
            }

            if (price.Seconds is { } length)
            {
                yield return $"seconds: {YamlText.Number(length)}";
            }
        }

        yield return $"sources: [{YamlText.Flow(source)}]";
    }

    private static string Base(ListedPrice price, decimal seconds)
    {
        var (video, second) = (Flow(price.PerVideo!), Flow(price.PerSecond!));
        return $"base: {{ price: {video}, seconds: {YamlText.Number(seconds)}, per_extra_second: {second} }}";
    }

    private static IEnumerable<string> Lines(string key, PriceNode node, int indent)
    {
        if (node is not PriceBranches branches || indent + key.Length + Flow(node).Length < MaxLineLength)
        {
            return [$"{key}: {Flow(node)}"];
        }

        return branches.Branches.SelectMany(branch => Lines(Key(branch), branch.Node, indent + 4)).Select(line => "    " + line)
            .Prepend($"  {branches.Role}:").Prepend(key + ":");
    }

    public static string Flow(PriceNode node)
    {
        if (node is not PriceBranches branches)
        {
            return YamlText.Money(((PriceAmount)node).Amount);
        }

        var entries = branches.Branches.Select(branch => $"{Key(branch)}: {Flow(branch.Node)}");
        return $"{{ {branches.Role}: {{ {string.Join(", ", entries)} }} }}";
    }

    private static string Key(PriceBranch branch) => branch.When switch
    {
        ConditionOperator.IsSet => "set",
        ConditionOperator.IsUnset => "unset",
        ConditionOperator.AtMost => $"\"<={branch.Value}\"",
        ConditionOperator.Above => $"\">{branch.Value}\"",
        _ => YamlText.Flow(branch.Value!),
    };
}
