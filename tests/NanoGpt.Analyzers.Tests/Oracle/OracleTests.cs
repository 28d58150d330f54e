using System.Globalization;
using System.Text;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// Compares the analyzers with <see cref="VideoRequest.Validate"/> over all shipped models: both give the same findings with the
/// same messages. The values of each model are combined pairwise, each invalid value occurs alone in a request that is otherwise
/// valid, and the rest is random. Requests are literal, use locals or depend on a condition; then each path is run.
/// </summary>
public class OracleTests
{
    private const int RequestsAModel = 150;
    private const int ModelsACompilation = 6;
    private const int ValuesAProperty = 8;

    [Fact]
    public void Analyzers_AnyRequest_AgreeWithValidate()
    {
        var random = new Random(42);
        var printer = new RequestPrinter(random);
        var differences = new List<string>();
        var count = 0;
        var findings = 0;
        foreach (var models in TestDepth.Of(ShippedModels.Instance.Models).Chunk(ModelsACompilation))
        {
            var lines = new List<string>();
            foreach (var (type, info) in models)
            {
                var fields = printer.Fields(type, info.Fields);
                foreach (var values in Values(fields, random))
                {
                    lines.Add(Request(type, fields, values, lines.Count, random));
                }
            }

            count += lines.Count;
            findings += Compare(lines, differences);
        }

        Assert.True(count >= TestDepth.Of(20_000), $"Only {count} requests.");
        Assert.True(findings >= TestDepth.Of(10_000), $"Only {findings} findings.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} requests differ:\n{string.Join("\n", differences.DistinctBy(static text => text[text.IndexOf('\n', StringComparison.Ordinal)..]).Take(25))}");
    }

    // An expression for each property; null leaves it out.
    private static IEnumerable<string?[]> Values(IReadOnlyList<PrintedField> fields, Random random)
    {
        var count = 0;
        var choices = fields.Select(static field =>
            (string?[])[.. field.Info.IsRequired ? (string?[])[] : [null], .. field.Good.Take(ValuesAProperty / 2), .. field.Bad.Take(ValuesAProperty / 2)]).ToList();
        foreach (var row in Pairwise.Rows(choices.ConvertAll(static choice => choice.Length)))
        {
            count++;
            yield return [.. row.Select((choice, column) => choices[column][choice])];
        }

        for (var column = 0; column < fields.Count; column++)
        {
            foreach (var bad in fields[column].Bad)
            {
                count++;
                yield return [.. fields.Select((field, other) => other == column ? bad : field.Info.IsRequired ? field.Good[0] : null)];
            }
        }

        for (; count < RequestsAModel; count++)
        {
            var badness = random.Next(4);
            yield return [.. fields.Select(field =>
                !field.Info.IsRequired && random.Next(100) < 45 ? null
                : field.Bad.Length > 0 && random.Next(8) < badness ? field.Bad[random.Next(field.Bad.Length)]
                : field.Good[random.Next(field.Good.Length)])];
        }
    }

    private static string Request(Type type, IReadOnlyList<PrintedField> fields, string?[] values, int number, Random random)
    {
        var locals = new StringBuilder();
        var members = new List<string>();
        var shape = number % 3;
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (values[i] is not { } value)
            {
                continue;
            }

            switch (shape)
            {
                // A group in a local is judged where it is made, under its own names.
                case 1 when !field.Info.IsGroup():
                    locals.Append(CultureInfo.InvariantCulture, $"{(field.Info.IsRequired ? field.Type : field.NullableType)} v{members.Count} = {value}; ");
                    value = "v" + members.Count;
                    break;
                case 2 when random.Next(3) == 0 && !field.Info.IsRequired && !field.Info.IsJson():
                    var other = random.Next(3) == 0 ? "null" : field.Bad.Length > 0 && random.Next(4) == 0 ? field.Bad[random.Next(field.Bad.Length)] : field.Good[random.Next(field.Good.Length)];
                    value = $"w ? ({field.NullableType})({value}) : ({field.NullableType})({other})";
                    break;
            }

            members.Add($"{field.Info.Property} = {value}");
        }

        return $"static VideoRequest R{number}(bool w) {{ {locals}return new global::{type.FullName} {{ {string.Join(", ", members)} }}; }}";
    }

    private static int Compare(List<string> lines, List<string> differences)
    {
        var compiled = new CompiledRequests("Requests" + lines[0].GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture), lines);
        var findings = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var expected = Expected(compiled.Validate(i, true), compiled.Validate(i, false)).Order(StringComparer.Ordinal).ToList();
            var actual = compiled.Said(i);
            findings += expected.Count;
            if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            {
                differences.Add($"{lines[i]}\n  only validation: {string.Join(" | ", expected.Except(actual))}\n  only analyzers: {string.Join(" | ", actual.Except(expected))}");
            }
        }

        return findings;
    }

    // What is found on both paths is certain; the rest says when.
    private static IEnumerable<string> Expected(List<Finding> whenTrue, List<Finding> whenFalse)
    {
        foreach (var (here, there, when) in new[] { (whenTrue, whenFalse, "w is true"), (whenFalse, whenTrue, "w is false") })
        {
            foreach (var finding in here)
            {
                if (there.Exists(other => other.Code == finding.Code && other.Message == finding.Message))
                {
                    if (here == whenTrue)
                    {
                        yield return $"{finding.Severity} {finding.Code}: {finding.Message}";
                    }
                }
                else
                {
                    // The same rule broken on both paths in other words is broken on every path.
                    var isEverywhere = there.Exists(other => other.Code == finding.Code && Subject(other) == Subject(finding) && finding.Code is not ("NGPT120" or "NGPT121" or "NGPT122"));
                    var severity = finding.Severity == FindingSeverity.Error && !isEverywhere ? FindingSeverity.Warning : finding.Severity;
                    yield return $"{severity} {finding.Code}: When {when}: {finding.Message}";
                }
            }
        }
    }

    // What a finding is about: a property, and in it the marker.
    private static string Subject(Finding finding) =>
        finding.Code == "NGPT125" ? finding.Property + finding.Message.Split(' ')[3].TrimEnd(',').TrimEnd("0123456789".ToCharArray()) : finding.Property;
}
