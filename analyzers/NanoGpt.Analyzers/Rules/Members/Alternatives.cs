namespace NanoGpt.Analyzers.Rules.Members;

/// <summary>Formats alternatives in messages.</summary>
internal static class Alternatives
{
    /// <summary>Returns <c>A, B or C</c>.</summary>
    public static string Join(IReadOnlyList<string> items) => items.Count < 2
        ? string.Join("", items)
        : $"{string.Join(", ", items.Take(items.Count - 1))} or {items[items.Count - 1]}";
}
