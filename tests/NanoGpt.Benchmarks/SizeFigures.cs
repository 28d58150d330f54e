using Microsoft.CodeAnalysis;

namespace NanoGpt.Benchmarks;

/// <summary>Measures the amount of source that a consumer's compiler gets.</summary>
internal static class SizeFigures
{
    public static void Measure(Report report)
    {
        var result = Drivers.Create(Models.BuiltIn()).RunGenerators(Drivers.Compilation("class C;")).GetRunResult();
        var models = result.GeneratedTrees
            .Where(tree => !tree.FilePath.EndsWith("NanoGptModels.g.cs", StringComparison.Ordinal))
            .Where(tree => !tree.ToString().Contains("[global::System.Obsolete(", StringComparison.Ordinal))
            .ToList();

        report.Figure("Active models emitted", models.Count, "");
        report.Figure("Emitted source a model, without doc comments, mean", models.Average(tree => WithoutComments(tree) / 1024.0), "KB", atMost: 3.5);
        report.Figure("Emitted source a model, with doc comments, mean", models.Average(tree => tree.GetText().Length / 1024.0), "KB");
    }

    /// <summary>The lines that are not comments only.</summary>
    private static int WithoutComments(SyntaxTree tree) =>
        tree.GetText().Lines.Select(line => line.ToString())
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Sum(line => line.Length + 1);
}
