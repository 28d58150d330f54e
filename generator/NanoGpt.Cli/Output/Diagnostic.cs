using System.Globalization;

namespace NanoGpt.Cli.Output;

/// <summary>Lines in the form that compilers use and editors and CI systems understand.</summary>
internal static class Diagnostic
{
    /// <summary><c>path(line,column): severity rule: message</c>; line and column count from 1.</summary>
    public static string Line(string path, int line, int column, string severity, string? rule, string message) => string.Create(
        CultureInfo.InvariantCulture, $"{path}({line},{column}): {severity}{(rule is null ? "" : " " + rule)}: {message}");
}
