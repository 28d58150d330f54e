using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// The analyzers against <see cref="VideoRequest.Validate"/>, over all real models: what one finds, the other finds, in the same
/// words. Requests are written out, go through locals, or differ by a condition; then the paths are run one by one.
/// </summary>
public class OracleTests
{
    private const int RequestsAModel = 310;
    private const int ModelsACompilation = 6;

    // Speaks about what validation does not: what is not set, and how much it may cost. Deprecation is the compiler's word.
    private static readonly string[] OnlyAnalyzers = ["NGPT160"];
    private static readonly string[] OnlyValidation = ["NGPT140"];

    [Fact]
    public void AnalyzersAndValidation_SayTheSame()
    {
        var random = new Random(42);
        var printer = new RequestPrinter(random);
        var differences = new List<string>();
        var count = 0;
        var findings = 0;
        foreach (var models in ShippedModels.Instance.Models.Chunk(ModelsACompilation))
        {
            var lines = new List<string>();
            foreach (var (type, info) in models)
            {
                var fields = printer.Fields(type, info.Fields);
                lines.AddRange(Enumerable.Range(lines.Count, RequestsAModel).Select(number => Request(type, fields, number, random)));
            }

            count += lines.Count;
            findings += Compare(lines, differences);
        }

        Assert.True(count >= 20_000, $"Only {count} requests.");
        Assert.True(findings >= 10_000, $"Only {findings} findings.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} requests differ:\n{string.Join("\n", differences.DistinctBy(static text => text[text.IndexOf('\n', StringComparison.Ordinal)..]).Take(25))}");
    }

    // One request a line, so that a line's diagnostics are a request's.
    private static string Request(Type type, IReadOnlyList<(FieldInfo Field, string Type, string[] Good, string[] Bad)> fields, int number, Random random)
    {
        var locals = new StringBuilder();
        var members = new List<string>();
        var shape = number % 3;
        var badness = random.Next(4);
        foreach (var (field, typeName, good, bad) in fields)
        {
            if (!field.IsRequired && random.Next(100) < 45)
            {
                continue;
            }

            string Value() => bad.Length > 0 && random.Next(8) < badness ? bad[random.Next(bad.Length)] : good[random.Next(good.Length)];
            var value = Value();
            var nullable = typeName.EndsWith('?') ? typeName : typeName + "?";
            switch (shape)
            {
                // A group in a local is judged where it is made, under its own names.
                case 1 when field.Kind != FieldKind.Group:
                    locals.Append(CultureInfo.InvariantCulture, $"{(field.IsRequired ? typeName : nullable)} v{members.Count} = {value}; ");
                    value = "v" + members.Count;
                    break;
                case 2 when random.Next(3) == 0 && !field.IsRequired && field.Kind is not FieldKind.Json:
                    value = $"w ? ({nullable})({value}) : ({nullable})({(random.Next(3) == 0 ? "null" : Value())})";
                    break;
            }

            members.Add($"{field.Property} = {value}");
        }

        return $"static VideoRequest R{number}(bool w) {{ {locals}return new global::{type.FullName} {{ {string.Join(", ", members)} }}; }}";
    }

    private static int Compare(List<string> lines, List<string> differences)
    {
        var source = "\nusing NanoGpt;\npublic static class Requests\n{\n" + string.Join("\n", lines.Select(static line => "public " + line)) + "\n}\n";
        var tree = CSharpSyntaxTree.ParseText(source, Compilations.ParseOptions, "Requests.cs", cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create(
            "Requests" + lines[0].GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture), [tree], [.. Compilations.Framework, Compilations.Runtime, ShippedModels.Instance.Reference],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(10)
            .Select(d => d + "\n" + lines[Math.Max(0, d.Location.GetLineSpan().StartLinePosition.Line - 4)])));
        stream.Position = 0;
        var assembly = ShippedModels.Instance.Load(stream);

        var said = Verify.Run(compilation)
            .Where(static d => !OnlyAnalyzers.Contains(d.Id))
            .ToLookup(static d => d.Location.GetLineSpan().StartLinePosition.Line, static d => $"{d.Severity} {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");
        var requests = assembly.GetType("Requests")!;
        var findings = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var method = requests.GetMethod(lines[i].Split(' ', '(')[2])!;
            var expected = Expected(Run(method, true), Run(method, false)).Order(StringComparer.Ordinal).ToList();
            var actual = said[i + 4].Order(StringComparer.Ordinal).ToList();
            findings += expected.Count;
            if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            {
                differences.Add($"{lines[i]}\n  only validation: {string.Join(" | ", expected.Except(actual))}\n  only analyzers: {string.Join(" | ", actual.Except(expected))}");
            }
        }

        return findings;
    }

    private static List<Finding> Run(MethodInfo method, bool w) =>
        [.. ((VideoRequest)method.Invoke(null, [w])!).Validate().Where(static finding => !OnlyValidation.Contains(finding.Code))];

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
                    var isEverywhere = there.Exists(other => other.Code == finding.Code && other.Property == finding.Property && finding.Code is not ("NGPT120" or "NGPT121" or "NGPT122"));
                    var severity = finding.Severity == FindingSeverity.Error && !isEverywhere ? FindingSeverity.Warning : finding.Severity;
                    yield return $"{severity} {finding.Code}: When {when}: {finding.Message}";
                }
            }
        }
    }
}
