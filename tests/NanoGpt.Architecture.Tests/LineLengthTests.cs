using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoGpt.Architecture.Tests;

/// <summary>Enforces <c>max_line_length</c> of .editorconfig, which no compiler does.</summary>
public sealed partial class LineLengthTests
{
    [Fact]
    public void ProductFiles_AllLines_FitTheLimit()
    {
        var setting = MaxLineLength().Match(Repository.Read(".editorconfig"));
        var limit = int.Parse(setting.Groups["limit"].Value, CultureInfo.InvariantCulture);
        var longer = new[] { "schema", "generator", "analyzers", "runtime", "catalog", "samples" }.SelectMany(folder => Repository.Files("*.cs", folder))
            .SelectMany(file => Repository.Read(file).Split('\n').Index()
                .Where(line => line.Item.Length > limit)
                .Select(line => $"{file}:{line.Index + 1}: {line.Item.Length} characters"))
            .ToList();

        Assert.True(longer.Count == 0, $"{longer.Count} lines have more than {limit} characters:\n{string.Join('\n', longer)}");
    }

    [GeneratedRegex(@"^max_line_length = (?<limit>\d+)$", RegexOptions.Multiline)]
    private static partial Regex MaxLineLength();
}
