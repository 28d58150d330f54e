using System.Globalization;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>The analyzers report nothing in generated programs whose requests are valid in every case.</summary>
public class ValidProgramTests
{
    private const int Programs = 500;

    // $E is the request; $T is its type; $O sets one more property to the value that it has anyway.
    private static readonly string[] Shapes =
    [
        "{ return $E; }",
        "{ var r = $E; return r; }",
        "{ $T r = $E; $T s = r with { }; return s; }",
        "{ var r = $E; return r with { $O }; }",
        "{ $T? r = null; for (var i = 0; i < 2; i++) { r = $E; } return r!; }",
        "{ $T Make() => $E; return Make(); }",
        "{ Func<$T> make = () => $E; return make(); }",
        "{ Func<bool, $T> make = w => $E; return make(v); }",
        "{ return Async().GetAwaiter().GetResult(); async Task<$T> Async() { await Task.Yield(); var r = $E; await Task.Yield(); return r; } }",
        "{ try { return $E; } catch (InvalidOperationException) { throw; } finally { GC.KeepAlive(w); } }",
        "{ $T r; if (w) { r = $E; } else { r = $E; } return r; }",
        "{ $T r; switch (w) { case true: r = $E; break; default: r = $E with { $O }; break; } return r; }",
        "{ var all = new[] { $E, $E }; return all[v ? 0 : 1]; }",
        "{ return w ? $E : $E with { $O }; }",
        "{ var r = w ? $E : null; return r ?? $E; }",
        "{ return new[] { 1, 2 }.Select(i => $E).First(); }",
        "{ if (!w && !v) { var r = $E; return r; } return $E; }",
        "{ var (r, i) = ($E, 1); return i > 0 ? r : r with { $O }; }",
    ];

    [Fact]
    public void Analyzers_ValidPrograms_ReportNothing()
    {
        var random = new Random(500);
        var printer = new RequestPrinter(random);
        var lines = new List<string>();
        foreach (var (type, info) in TestDepth.Of(ShippedModels.Instance.Models))
        {
            var fields = printer.Fields(type, info.Fields);
            for (var i = 0; i < 16; i++)
            {
                lines.Add(Program(type.FullName!, fields, lines.Count, random));
            }
        }

        var compiled = new CompiledRequests("ValidPrograms", lines);
        var valid = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            // What a rule only warns of, or what is only disputed, may be said.
            if (compiled.Validate(i, true, true).Count + compiled.Validate(i, true, false).Count
                + compiled.Validate(i, false, true).Count + compiled.Validate(i, false, false).Count == 0)
            {
                valid++;
                Assert.True(compiled.Said(i).Count == 0, $"{lines[i]}\n{string.Join("\n", compiled.Said(i))}");
            }
        }

        Assert.True(valid >= TestDepth.Of(Programs), $"Only {valid} of {lines.Count} programs are valid.");
    }

    private static string Program(string type, IReadOnlyList<PrintedField> fields, int number, Random random)
    {
        var members = new List<string>();
        foreach (var field in fields)
        {
            if (!field.Info.IsRequired && random.Next(100) < 60)
            {
                continue;
            }

            string Value() => field.Good[random.Next(field.Good.Length)];
            members.Add($"{field.Info.Property} = " + (field.Info.IsRequired || field.Info.IsJson() || field.Info.IsGroup() ? Value() : random.Next(4) switch
            {
                0 => $"w ? ({field.NullableType})({Value()}) : {(random.Next(2) == 0 ? "null" : $"({field.NullableType})({Value()})")}",
                1 => $"v && w ? ({field.NullableType})({Value()}) : ({field.NullableType})({Value()})",
                _ => Value(),
            }));
        }

        var body = Shapes[number % Shapes.Length]
            .Replace("$E", $"new $T {{ {string.Join(", ", members)} }}", StringComparison.Ordinal)
            .Replace("$O", members.Count == 0 ? "" : members[^1], StringComparison.Ordinal)
            .Replace("$T", $"global::{type}", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"static VideoRequest R{number}(bool w, bool v) {body}");
    }
}
