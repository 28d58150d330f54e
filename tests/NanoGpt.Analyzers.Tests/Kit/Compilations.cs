using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>Makes compilations that see the framework, the runtime and the sample models (as an assembly, as most users do).</summary>
internal static class Compilations
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using NanoGpt;
        global using NanoGpt.Models;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13);

    public static ImmutableArray<MetadataReference> Framework { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "NanoGpt.Model.dll"))
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))];

    public static MetadataReference Runtime { get; } = MetadataReference.CreateFromFile(typeof(VideoRequest).Assembly.Location);

    /// <summary>Gets the assembly of the sample models.</summary>
    public static byte[] ModelsImage { get; } = EmitImage("Models", SampleModels.Source);

    public static MetadataReference Models { get; } = MetadataReference.CreateFromImage(ModelsImage);

    public static ImmutableArray<MetadataReference> References { get; } = [.. Framework, Runtime, Models];

    public static CSharpCompilation Create(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params MetadataReference[] more) =>
        CSharpCompilation.Create(
            "Consumer",
            [Parse(source, "Test.cs"), Parse(Usings, "Usings.cs")],
            [.. References, .. more],
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), ParseOptions, path);

    public static MetadataReference Emit(string name, string source, params MetadataReference[] more) =>
        MetadataReference.CreateFromImage(EmitImage(name, source, more));

    private static byte[] EmitImage(string name, string source, params MetadataReference[] more)
    {
        var compilation = CSharpCompilation.Create(
            name, [Parse(source, name + ".cs")], [.. Framework, Runtime, .. more], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        return stream.ToArray();
    }
}
