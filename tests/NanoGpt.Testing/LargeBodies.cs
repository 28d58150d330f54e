namespace NanoGpt.Testing;

/// <summary>Writes methods of any size that create requests. The analysis of each must take time in proportion to its size.</summary>
public static class LargeBodies
{
    /// <summary>Gets the largest size that is tested of each shape, and a function that writes the statements.</summary>
    public static IReadOnlyDictionary<string, (int Size, Func<int, string> Write)> Shapes { get; } =
        new Dictionary<string, (int, Func<int, string>)>(StringComparer.Ordinal)
        {
            ["copies in a row"] = (2_000, static n => Repeat(n, static i => $"q = q with {{ Prompt = \"p{i}\" }};\n") + "Use(q);"),
            ["copies on conditions"] = (3_000, static n => Repeat(n, static i => $"if (o[{i}]) q = q with {{ ProMode = {(i % 2 == 0 ? "true" : "false")} }};\n") + "Use(q);"),
            ["locals"] = (2_000, static n => Repeat(n, static i => $"var v{i} = o[{i}] ? {i} : {i + 1};\n") + Repeat(n, static i => $"Use(v{i});\n")),
            ["nested conditions"] = (200, static n => $"var r = {Repeat(n, static i => $"o[{i}] ? R720p : ")} R1792x1024; Use(q with {{ Resolution = r }});"),
            ["conditions on parameters"] = (200, static n => Repeat(n, static i => $"if (number == {i * 3}) q = q with {{ ProMode = true }};\n") + "Use(q);"),
            ["arms of a switch"] = (2_000, static n => $"switch (number) {{ {Repeat(n, static i => $"case {i * 2}: q = q with {{ Prompt = \"{i}\" }}; break;\n")} }} Use(q);"),
            ["arms of a switch expression"] = (2_000, static n => $"Use(q with {{ Prompt = number switch {{ {Repeat(n, static i => $"{i * 2} => \"{i}\",\n")} _ => \"\" }} }});"),
            ["alternatives of a pattern"] = (500, static n => $"if (number is 0 {Repeat(n, static i => $" or {i}")}) q = q with {{ ProMode = true }}; Use(q);"),
            ["pairs of conditions"] = (36, static n => $"if ({string.Join(" & ", Enumerable.Range(0, n).Select(static i => $"(o[{2 * i}] | o[{(2 * i) + 1}])"))}) q = q with {{ ProMode = true }}; Use(q);"),
            ["alternatives of a value"] = (60, static n => "string? s = null;" + Repeat(n, static i => $"s = s ?? names[{i}];\n") + "Use(q with { Prompt = s });"),
            ["requests in an array"] = (10_000, static n => $"Use(new[] {{ {Repeat(n, static i => $"new Sora2Request {{ Prompt = \"{i}\" }},\n")} }});"),
            ["conditional requests in an array"] = (400, static n => $"Use(new[] {{ {Repeat(n, static i => $"new Sora2Request {{ Prompt = \"{i}\", ProMode = o[{i}] ? true : null }},\n")} }});"),
            ["loops"] = (400, static n => Repeat(n, static i => $"foreach (var x{i} in names) {{ if (o[{i}]) q = q with {{ Prompt = x{i} }}; }}\n") + "Use(q);"),
            ["nested loops"] = (40, static n => Repeat(n, static i => $"while (o[{i}]) {{\n") + "q = q with { Prompt = text };" + new string('}', n) + "Use(q);"),
            ["local functions"] = (400, static n => Repeat(n, static i => $"void L{i}() => Use(q with {{ Prompt = text }});\n")),
            ["guarded blocks"] = (400, static n => Repeat(n, static i => $"try {{ q = q with {{ Prompt = names[{i}] }}; }} catch (Exception) {{ Use(q); }} finally {{ Use(); }}\n")),
        };

    /// <summary>Returns a file with a method that has some statements.</summary>
    public static string File(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using NanoGpt.Models;

        class C
        {
            const Sora2Resolution R720p = Sora2Resolution.R720p, R1792x1024 = Sora2Resolution.R1792x1024;
            static void Use(params object?[] o) { }
            void M(Sora2Request q, List<bool> o, List<string> names, int number, string text)
            {
                {{statements}}
            }
        }
        """;

    private static string Repeat(int count, Func<int, string> write) => string.Concat(Enumerable.Range(0, count).Select(write));
}
