using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Generator.Emission;

namespace NanoGpt.Catalog.Tests.Kit;

/// <summary>Compiles the request types of all models, and C# of the catalogue against them, as the project of a user would.</summary>
internal static class GeneratedModels
{
    private static readonly IReadOnlyList<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path))];

    private static readonly Lazy<byte[]> Image = new(() => Compile(
        "GeneratedModels",
        BuiltIn.Definitions.Models.Where(static model => model.HasRequestType && model.Status != ModelStatus.Removed)
            .Select(static model => ModelEmitter.Emit(model, new EmitOptions())),
        References));

    private static readonly Lazy<Assembly> Loaded = new(() => Assembly.Load(Image.Value));

    /// <summary>Returns the description of the request type of a form.</summary>
    public static RequestTypeInfo Info(FormType form) =>
        (RequestTypeInfo)Loaded.Value.GetType($"NanoGpt.Models.{form.Model.Entry.Type}")!.GetProperty("Info")!.GetValue(null)!;

    /// <summary>Returns the generated request with the values of a form.</summary>
    public static VideoRequest Convert(FormRequest request) => RequestParser.Parse(request.ToJson(), [Info(request.Type)]);

    /// <summary>Compiles C# of the catalogue, each text in a method, and returns the requests that the methods create.</summary>
    public static IReadOnlyList<VideoRequest> Run(IReadOnlyList<string> code)
    {
        _ = Loaded.Value;   // the methods are resolved against the same types
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        try
        {
            var image = Compile("Panes", code.Select(ToClass), [.. References, MetadataReference.CreateFromImage(Image.Value)]);
            var assembly = Assembly.Load(image);
            return [.. code.Select((_, index) => (VideoRequest)assembly.GetType($"Pane{index}")!.GetMethod("Create")!.Invoke(null, null)!)];
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs args) =>
        args.Name.StartsWith("GeneratedModels,", StringComparison.Ordinal) ? Loaded.Value : null;

    private static string ToClass(string text, int index)
    {
        var start = text.IndexOf("var request", StringComparison.Ordinal);
        return $"{text[..start]}public static class Pane{index} {{ public static VideoRequest Create() {{ {text[start..]} return request; }} }}";
    }

    private static byte[] Compile(string name, IEnumerable<string> code, IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            name, code.Select(static text => CSharpSyntaxTree.ParseText(text)), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error)));
        return stream.ToArray();
    }
}
