using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Walks everything that steps keep between runs.</summary>
internal static class ObjectGraph
{
    /// <summary>No step may keep a compilation, symbol or syntax alive: it would never be equal, and hold the whole project in memory.</summary>
    public static void AssertValuesOnly(GeneratorRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var name in GeneratorHarness.StepNames.Where(result.TrackedSteps.ContainsKey))
        {
            foreach (var (value, _) in result.TrackedSteps[name].SelectMany(s => s.Outputs))
            {
                Walk(value, name, seen);
            }
        }
    }

    private static void Walk(object? node, string step, HashSet<object> seen)
    {
        if (node is null || node.GetType().IsPrimitive || node is string or Enum or decimal or Type || !seen.Add(node))
        {
            return;
        }

        Assert.False(
            node is Compilation or ISymbol or SyntaxNode or SyntaxTree or AdditionalText or Location,
            $"{step} keeps a {node.GetType().Name}.");

        if (node is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, step, seen);
            }
        }

        for (var type = node.GetType(); type is not null; type = type.BaseType)
        {
            const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in type.GetFields(Fields))
            {
                Walk(field.GetValue(node), step, seen);
            }
        }
    }
}
