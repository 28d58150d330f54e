using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>The real models, and two with what none of them has: generated from the directory, compiled and loaded.</summary>
internal sealed class ShippedModels
{
    /// <summary>A model of Venice's whose media may have a few bytes: a test can go to the limit and over it.</summary>
    public const string Limits = """
        id: limits
        title: Limits
        summary: Media of a few bytes.
        modes: [reference-to-video]
        inputs:
          image:            { max_bytes: 300 }
          audio:            { max_bytes: 400 }
          video:            { max_bytes: 500 }
          reference_images: { max_bytes: 600 }
        sources: [venice-queue-2026-04]
        """;

    private static readonly YamlText[] Added =
    [
        new YamlText("nanogpt", "oracle/fields.yaml", """
            caption:  { type: string, references: { "@Element": elements, "@Picture": pictures, "@Clip": clip } }
            elements: { type: object, list: { max: 3 }, fields: { front: { type: image, wire: frontal } } }
            pictures: { type: image, list: { } }
            clip:     { type: video }
            """, isUser: true),
        new YamlText("nanogpt", "oracle/models/scene.yaml", """
            id: scene
            title: Scene
            summary: A text that names what is attached.
            modes: [reference-to-video]
            inputs: { caption: , elements: , pictures: , clip: }
            sources: [endpoint-page-2025-11]
            """, isUser: true),
        new YamlText("venice", "oracle/venice/models/limits.yaml", Limits, isUser: true),
    ];

    private static readonly Lazy<ShippedModels> Once = new(static () => new ShippedModels());

    private readonly AssemblyLoadContext context = new("oracle");
    private readonly Assembly assembly;

    private ShippedModels()
    {
        var files = new[] { "nanogpt", "venice" }.SelectMany(static provider =>
            Directory.GetFiles(Path.Combine(Repository.Root, "schema", provider), "*.yaml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Select(path => new YamlText(provider, path, File.ReadAllText(path))));
        var compilation = CSharpCompilation.Create(
            "ShippedModels", [], [.. Compilations.Framework, Compilations.Runtime],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var generated = GeneratedModels.AddTo(compilation, files.Concat(Added));

        using var stream = new MemoryStream();
        var result = generated.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        Reference = MetadataReference.CreateFromImage(stream.ToArray());
        stream.Position = 0;
        context.Resolving += (_, name) => name.Name == "ShippedModels" ? assembly : null;
        assembly = context.LoadFromStream(stream);
        Models = [.. assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(VideoRequest)) && type.GetCustomAttribute<ObsoleteAttribute>() is not { IsError: true })
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (type, ((RequestTypeInfo)type.GetProperty("Info")!.GetValue(null)!).Model))];
    }

    public static ShippedModels Instance => Once.Value;

    public MetadataReference Reference { get; }

    /// <summary>Gets the models that a request can be made of: those that are not removed.</summary>
    public ImmutableArray<(Type Type, ModelInfo Info)> Models { get; }

    public Assembly Load(Stream image) => context.LoadFromStream(image);
}
