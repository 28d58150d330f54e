using System.Text.RegularExpressions;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// The least request to a model, each single change of it, prompts that name what is attached and what is not, and combinations.
/// A request is an expression for each property; null leaves it out.
/// </summary>
internal static partial class RequestMutations
{
    private const int CombinationsAModel = 20;

    /// <summary>The fields without the values that only some of the judges can tell.</summary>
    /// <remarks>
    /// <list type="bullet">
    /// <item>Links that the provider could not fetch: a schema sees no hosts, and a service finds out when it fetches.</item>
    /// <item>A medium one byte over its limit: a schema counts characters, so it is a few bytes more patient.</item>
    /// </list>
    /// Keys that a model does not take are not here either: C# has no way to write one but <c>AdditionalFields</c>, which is for keys
    /// that the directory does not know. Nor are JSON of the wrong kind and required numbers that are left out: they do not compile.
    /// </remarks>
    public static IReadOnlyList<PrintedField> SeenByAll(IEnumerable<PrintedField> fields) =>
        [.. fields.Select(static field => field with { Bad = [.. field.Bad.Where(static value => !SeenBySome().IsMatch(value))] })];

    public static IEnumerable<string?[]> Of(IReadOnlyList<PrintedField> fields, Random random)
    {
        string?[] least = [.. fields.Select(static field => field.Info.IsRequired ? field.Good[0] : null)];
        IEnumerable<string?[]> one = [least];
        return one.Concat(Single(fields, least)).Concat(References(fields, least)).Concat(Combinations(fields, random));
    }

    private static IEnumerable<string?[]> Single(IReadOnlyList<PrintedField> fields, string?[] least) =>
        from column in Enumerable.Range(0, fields.Count)
        from value in fields[column].Good.Concat(fields[column].Bad).Concat(Missing(fields[column].Info)).Concat(Longest(fields[column].Info))
        select With(least, (column, value));

    // What is required and not set compiles only so.
    private static string[] Missing(FieldInfo field) =>
        field is { IsRequired: true, List: null } && (field.IsText() || field.IsMedia) ? ["null!"] : [];

    // The longest text, and one letter more.
    private static string[] Longest(FieldInfo field) =>
        field is { List: null, MaxLength: { } most } && field.IsText() ? [$"\"{new string('x', most)}\"", $"\"{new string('x', most + 1)}\""] : [];

    private static IEnumerable<string?[]> References(IReadOnlyList<PrintedField> fields, string?[] least) =>
        from column in Enumerable.Range(0, fields.Count)
        from reference in fields[column].Info.References
        from target in Enumerable.Range(0, fields.Count)
        where fields[target].Info.Name == reference.Field
        from attached in fields[target].Good.Append(null)
        let most = fields[target].Info.List?.Max ?? 1
        from named in new[] { 1, 2, most, most + 1 }.Distinct()
        select With(least, (target, attached), (column, $"\"from {reference.Marker}{named} on\""));

    private static IEnumerable<string?[]> Combinations(IReadOnlyList<PrintedField> fields, Random random)
    {
        for (var i = 0; i < CombinationsAModel; i++)
        {
            yield return [.. fields.Select(field =>
                !field.Info.IsRequired && random.Next(2) == 0 ? null
                : field.Bad.Length > 0 && random.Next(16) == 0 ? field.Bad[random.Next(field.Bad.Length)]
                : field.Good[random.Next(field.Good.Length)])];
        }
    }

    private static string?[] With(string?[] request, params ReadOnlySpan<(int Column, string? Value)> changes)
    {
        string?[] changed = [.. request];
        foreach (var (column, value) in changes)
        {
            changed[column] = value;
        }

        return changed;
    }

    // Limits are round numbers.
    [GeneratedRegex("""\("http://|https://10\.|new byte\[\d+1\]""")]
    private static partial Regex SeenBySome();
}
