using System.Reflection;
using NanoGpt.CodeFixes;

namespace NanoGpt.Analyzers.Tests;

/// <summary>
/// Hosts provide analyzers with the assemblies of their own Roslyn only. A reference to any other or newer assembly loads in the
/// newest compiler and breaks older editors silently.
/// </summary>
public class AssemblyReferenceTests
{
    [Fact]
    public void Analyzers_AssemblyReferences_AreTheCompilerOnly() => Check(typeof(NanoGptAnalyzer).Assembly, new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["NanoGpt.Model"] = new(0, 1, 0, 0),   // which is in the package beside it
        ["System.Memory"] = new(4, 0, 1, 2),   // which that compiler references itself
    });

    [Fact]
    public void CodeFixes_AssemblyReferences_AreTheCompilerAndTheEditorOnly() => Check(typeof(TextFix).Assembly, new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 5, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 5, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 5, 0, 0),
        ["System.Collections.Immutable"] = new(6, 0, 0, 0),
    });

    private static void Check(Assembly assembly, Dictionary<string, Version> allowed)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            Assert.True(allowed.TryGetValue(reference.Name!, out var highest), $"{assembly.GetName().Name} references {reference.Name}.");
            Assert.True(reference.Version <= highest, $"{assembly.GetName().Name} references {reference}.");
        }
    }
}
