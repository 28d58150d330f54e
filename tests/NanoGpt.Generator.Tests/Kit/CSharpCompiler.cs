using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Compiles generated code as the strictest consumer would: the lowest language version, every warning an error.</summary>
internal static class CSharpCompiler
{
    /// <summary>C# 11 is the first version with required members; doc comments are checked.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp11, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "NanoGpt.Runtime.dll" or "NanoGpt.Model.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>The consumer's compilation before the generator.</summary>
    public static CSharpCompilation Compilation(string code, ReportDiagnostic warnings = ReportDiagnostic.Default) => CSharpCompilation.Create(
        "Consumer",
        code.Length == 0 ? [] : [CSharpSyntaxTree.ParseText(code, ParseOptions, "Consumer.cs", System.Text.Encoding.UTF8)],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: warnings,
            warningLevel: 9999,
            deterministic: true,
            concurrentBuild: true));

    /// <summary>Returns the compiler's diagnostics for the consumer's and the generated code.</summary>
    public static string[] Complaints(GeneratorRun run) =>
    [
        .. Compilation(run.Project.CSharp, ReportDiagnostic.Error).AddSyntaxTrees(run.Trees.Select(WithNullableWarnings)).GetDiagnostics()
            .Where(d => d.Severity != DiagnosticSeverity.Hidden)
            .Select(d => d.ToString())
            .Take(20),
    ];

    // Emitted files ask for annotations only, which spares consumers the analysis; here it is done.
    private static SyntaxTree WithNullableWarnings(SyntaxTree tree)
    {
        var text = tree.ToString();
        Assert.Contains("#nullable enable annotations\n", text, StringComparison.Ordinal);
        return CSharpSyntaxTree.ParseText(
            text.Replace("#nullable enable annotations\n", "#nullable enable\n", StringComparison.Ordinal), ParseOptions, tree.FilePath, System.Text.Encoding.UTF8);
    }

    /// <summary>Compiles and calls the static method <c>Probe.Run</c> of the project's own C#.</summary>
    public static object? Run(GeneratorRun run)
    {
        Assert.Empty(Complaints(run));
        var probe = Load(run).GetType("Probe", throwOnError: true)!;
        try
        {
            return probe.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    /// <summary>Compiles and loads the consumer's and the generated code.</summary>
    public static Assembly Load(GeneratorRun run)
    {
        using var stream = new MemoryStream();
        Assert.True(Compilation(run.Project.CSharp).AddSyntaxTrees(run.Trees).Emit(stream).Success);
        stream.Position = 0;
        return new AssemblyLoadContext("Consumer", isCollectible: true).LoadFromStream(stream);
    }
}
