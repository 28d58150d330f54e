using System.Globalization;
using System.Text;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// Tests values that depend on two conditions, in every form of code. All four cases are run: a finding of all cases must be an
/// error, a finding of some cases a warning whose condition names exactly those cases, and a finding of no case must not be
/// reported.
/// </summary>
public class PathOracleTests
{
    private const int RequestsAModel = 40;
    private const int ModelsACompilation = 8;

    private static readonly (bool W, bool V)[] Cases = [(true, true), (true, false), (false, true), (false, false)];

    [Fact]
    public void Analyzers_ConditionalValues_NameTheConditionsOfTheCases()
    {
        var random = new Random(7);
        var printer = new RequestPrinter(random);
        var differences = new List<string>();
        var conditional = 0;
        foreach (var models in TestDepth.Of(ShippedModels.Instance.Models).Chunk(ModelsACompilation))
        {
            var lines = new List<string>();
            foreach (var (type, info) in models)
            {
                var fields = printer.Fields(type, info.Fields).Where(static field => !(field.Info.IsJson() || field.Info.IsGroup())).ToList();
                lines.AddRange(Enumerable.Range(lines.Count, RequestsAModel).Select(number => Method(type.FullName!, fields, number, random)));
            }

            var compiled = new CompiledRequests("Paths" + lines[0].GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture), lines);
            for (var i = 0; i < lines.Count; i++)
            {
                var found = Array.ConvertAll(Cases, cases => compiled.Validate(i, cases.W, cases.V));
                var said = compiled.Said(i);
                conditional += said.Count(static text => text.Contains(": When ", StringComparison.Ordinal));
                if (Difference(found, said) is { } difference)
                {
                    differences.Add($"{lines[i]}\n  {difference}");
                }
            }
        }

        Assert.True(conditional >= TestDepth.Of(500), $"Only {conditional} conditional findings.");
        Assert.True(differences.Count == 0, $"{differences.Count} requests differ:\n{string.Join("\n", differences.Take(15))}");
    }

    private static string Method(string type, List<PrintedField> fields, int number, Random random)
    {
        var declarations = new StringBuilder();
        var whenTrue = new StringBuilder();
        var whenFalse = new StringBuilder();
        var members = new List<string>();
        foreach (var field in fields)
        {
            if (!field.Info.IsRequired && random.Next(2) == 0)
            {
                continue;
            }

            string Value() => $"({field.NullableType})({Expression(field, random)})";
            var local = "v" + members.Count;
            var value = field.Info.IsRequired ? field.Good[0] : random.Next(8) switch
            {
                0 => $"w ? {Value()} : {Value()}",
                1 => $"v ? {Value()} : {Value()}",
                2 => $"w ? {Value()} : v ? {Value()} : {Value()}",
                3 => $"w && v ? {Value()} : {Value()}",
                4 => $"w || !v ? {Value()} : {Value()}",
                5 => $"w switch {{ true => {Value()}, false => {Value()} }}",
                6 => local,
                _ => Expression(field, random),
            };
            if (value == local)
            {
                declarations.Append(CultureInfo.InvariantCulture, $"{field.NullableType} {local} = {Value()}; ");
                whenTrue.Append(CultureInfo.InvariantCulture, $"{local} = {Value()}; ");
                if (random.Next(2) == 0)
                {
                    whenFalse.Append(CultureInfo.InvariantCulture, $"{local} = {Value()}; ");
                }
            }

            members.Add($"{field.Info.Property} = {value}");
        }

        var condition = random.Next(3) switch { 0 => "w", 1 => "!v", _ => "w && v" };
        return $"static VideoRequest R{number}(bool w, bool v) {{ {declarations} if ({condition}) {{ {whenTrue} }} else {{ {whenFalse} }} "
            + $"return new global::{type} {{ {string.Join(", ", members)} }}; }}";
    }

    private static string Expression(PrintedField field, Random random) => random.Next(6) switch
    {
        0 when field.Bad.Length > 0 => field.Bad[random.Next(field.Bad.Length)],
        1 => "null",
        _ => field.Good[random.Next(field.Good.Length)],
    };

    // Null if what is said is what is found.
    private static string? Difference(List<Finding>[] found, List<string> said)
    {
        var expected = found.SelectMany(static findings => findings).DistinctBy(static finding => (finding.Code, finding.Message)).ToList();
        var open = said.ToList();
        foreach (var finding in expected)
        {
            var cases = Array.ConvertAll(found, findings => findings.Exists(other => other.Code == finding.Code && other.Message == finding.Message));
            var ending = $"{finding.Code}: {finding.Message}";
            if (Array.TrueForAll(cases, static isFound => isFound))
            {
                if (!open.Remove($"{finding.Severity} {ending}"))
                {
                    return $"not said: {finding.Severity} {ending}";
                }

                continue;
            }

            var text = open.Find(text => text.Contains($" {finding.Code}: When ", StringComparison.Ordinal) && text.EndsWith(": " + finding.Message, StringComparison.Ordinal));
            if (text is null)
            {
                return $"not said: When …: {ending}";
            }

            open.Remove(text);
            var when = text[(text.IndexOf(": When ", StringComparison.Ordinal) + ": When ".Length)..^(finding.Message.Length + 2)];
            for (var i = 0; i < Cases.Length; i++)
            {
                if (Holds(when, Cases[i]) != cases[i])
                {
                    return $"{text}\n  in case {Cases[i]}: {cases[i]}";
                }
            }
        }

        return open.Count == 0 ? null : "not found: " + string.Join(" | ", open);
    }

    // "w is true and v is false or v is true"
    private static bool Holds(string when, (bool W, bool V) values) =>
        when.Split(" or ").Any(way => way.Split(" and ").All(literal => literal switch
        {
            "w is true" => values.W,
            "w is false" => !values.W,
            "v is true" => values.V,
            "v is false" => !values.V,
            _ => throw new InvalidOperationException($"What is '{literal}'?"),
        }));
}
