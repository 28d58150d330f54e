using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Tests.Kit;
using NanoGpt.Analyzers.Tests.Oracle;

namespace NanoGpt.Analyzers.Tests;

/// <summary>The analyzers report nothing in the samples.</summary>
public class SampleTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [Theory]
    [InlineData("Quickstart")]
    [InlineData("TwoProviders")]
    public void Analyzers_Sample_ReportNothing(string sample)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "samples", sample), "*.cs");
        var trees = files.Select(static path => Compilations.Parse(File.ReadAllText(path), Path.GetFileName(path))).Append(Compilations.Parse(ImplicitUsings, "Usings.cs"));
        var libraries = new[] { "NanoGpt.Emulator.dll", "Spectre.Console.dll" }
            .Select(static name => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name)));
        var compilation = CSharpCompilation.Create(
            sample, trees, [.. Compilations.Framework, Compilations.Runtime, ShippedModels.Instance.Reference, .. libraries],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(Verify.Run(compilation), static d => d.Severity != DiagnosticSeverity.Info);
    }
}
