using NanoGpt.Architecture.Tests;

namespace NanoGpt.Benchmarks;

/// <summary>Measures the product's own source.</summary>
internal static class CodeFigures
{
    private static readonly string[] Product = ["schema", "generator", "analyzers", "runtime"];

    public static void Measure(Report report)
    {
        var files = Product.SelectMany(folder => Repository.Files("*.cs", folder))
            .Select(file => Repository.Read(file).TrimEnd('\n').Split('\n')).ToList();
        report.Figure("Product files", files.Count, "");
        report.Figure("Product lines", files.Sum(lines => lines.Length), "");
        report.Figure("  lines of analyzers and code fixes", LinesOf("analyzers"), "", atMost: 4800);
        report.Figure(
            "  lines with 'extern alias'",
            files.Sum(lines => lines.Count(line => line.StartsWith("extern alias", StringComparison.Ordinal))), "", atMost: 0);
        report.Figure("Top-level folders in a cycle, over all projects", Product.Sum(FoldersInCycles), "", atMost: 0);
    }

    private static int LinesOf(string folder) =>
        Repository.Files("*.cs", folder).Sum(file => Repository.Read(file).TrimEnd('\n').Split('\n').Length);

    private static int FoldersInCycles(string folder) =>
        Repository.Files("*.csproj", folder)
            .Select(project => FolderDependencies.InCycles(
                FolderDependencies.Find(project, Path.GetFileNameWithoutExtension(project))))
            .Sum(uses => uses.Select(use => use.From).Distinct().Count());
}
