using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// Methods that make requests, one a line so that a line's diagnostics are a method's: compiled, analyzed and ready to be run.
/// </summary>
internal sealed class CompiledRequests
{
    // Speaks about what validation does not: what is not set, and how much it may cost. Deprecation is the compiler's word.
    private static readonly string[] OnlyAnalyzers = ["NGPT160"];
    private static readonly string[] OnlyValidation = ["NGPT140"];

    private readonly Type type;
    private readonly ILookup<int, string> said;

    /// <summary>Compiles methods named R0, R1 and so on.</summary>
    public CompiledRequests(string name, IReadOnlyList<string> methods)
    {
        var source = "using NanoGpt;\nusing System;\nusing System.Linq;\nusing System.Threading.Tasks;\npublic static class Requests\n{\n"
            + string.Join("\n", methods.Select(static line => "public " + line)) + "\n}\n";
        const int FirstLine = 6;
        var tree = CSharpSyntaxTree.ParseText(source, Compilations.ParseOptions, "Requests.cs", cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create(
            name, [tree], [.. Compilations.Framework, Compilations.Runtime, ShippedModels.Instance.Reference],
            // Without warnings about null, which take more time than the analyzers.
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(10)
            .Select(d => d + "\n" + methods[Math.Max(0, d.Location.GetLineSpan().StartLinePosition.Line - FirstLine)])));
        stream.Position = 0;
        type = ShippedModels.Instance.Load(stream).GetType("Requests")!;
        said = Verify.Run(compilation)
            .Where(static d => !OnlyAnalyzers.Contains(d.Id))
            .ToLookup(static d => d.Location.GetLineSpan().StartLinePosition.Line - FirstLine, static d => $"{d.Severity} {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Returns the messages of the analyzers for a method.</summary>
    public List<string> Said(int number) => [.. said[number].Order(StringComparer.Ordinal)];

    /// <summary>The request that a method makes of arguments.</summary>
    public VideoRequest Request(int number, params object[] arguments) =>
        (VideoRequest)type.GetMethod("R" + number.ToString(CultureInfo.InvariantCulture), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments)!;

    /// <summary>Returns the findings of a request's own validation for the given arguments.</summary>
    public List<Finding> Validate(int number, params object[] arguments) =>
        [.. Request(number, arguments).Validate().Where(static finding => !OnlyValidation.Contains(finding.Code))];
}
