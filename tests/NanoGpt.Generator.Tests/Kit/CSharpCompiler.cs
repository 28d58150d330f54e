using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Compiles generated code as the strictest consumer would: the lowest language version, every warning an error.</summary>
internal static class CSharpCompiler
{
    private const string Runtime = "NanoGpt.Runtime.dll";

    private static readonly PortableExecutableReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or Runtime or "NanoGpt.Model.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>C# 11 is the first version with required members; doc comments are checked.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp11, DocumentationMode.Diagnose);

    /// <summary>The consumer's compilation before the generator.</summary>
    public static CSharpCompilation Compilation(TestProject project, ReportDiagnostic warnings = ReportDiagnostic.Default) => CSharpCompilation.Create(
        "Consumer",
        project.CSharp.Length == 0 ? [] : [Parse(project, project.CSharp, "Consumer.cs")],
        [.. References.Where(r => project.ReferencesRuntime || Path.GetFileName(r.FilePath) != Runtime), .. project.References],
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
        .. Compilation(run.Project, ReportDiagnostic.Error)
            .AddSyntaxTrees(run.Trees.Select(tree => WithNullableWarnings(run.Project, tree))).GetDiagnostics()
            .Where(d => d.Severity != DiagnosticSeverity.Hidden)
            .Select(d => d.ToString())
            .Take(20),
    ];

    // Emitted files ask for annotations only, which spares consumers the analysis; here it is done.
    private static SyntaxTree WithNullableWarnings(TestProject project, SyntaxTree tree)
    {
        var text = tree.ToString();
        Assert.Contains("#nullable enable annotations\n", text, StringComparison.Ordinal);
        return Parse(project, text.Replace("#nullable enable annotations\n", "#nullable enable\n", StringComparison.Ordinal), tree.FilePath);
    }

    private static SyntaxTree Parse(TestProject project, string code, string path) =>
        CSharpSyntaxTree.ParseText(code, ParseOptions.WithLanguageVersion(project.Language), path, System.Text.Encoding.UTF8);

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
        using var stream = Emit(run);
        return new AssemblyLoadContext("Consumer", isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>Returns an assembly with the consumer's and the generated code.</summary>
    public static MemoryStream Emit(GeneratorRun run, string name = "Consumer")
    {
        var stream = new MemoryStream();
        Assert.True(Compilation(run.Project).WithAssemblyName(name).AddSyntaxTrees(run.Trees).Emit(stream).Success);
        stream.Position = 0;
        return stream;
    }
}
