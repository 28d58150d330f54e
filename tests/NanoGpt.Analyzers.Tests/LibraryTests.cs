using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests;

/// <summary>A consumer of a library with generated models gets the diagnostics that it would get with the models in its own project.</summary>
public class LibraryTests
{
    private const string Consumer = """
        class Consumer
        {
            object Wide(bool pro) => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024, ProMode = pro ? true : false };
            object Values => new Every2Request { Prompt = "ab", Duration = 11, Frames = 83, Strength = 2, Quality = (Every2Quality)7, Words = ["abcdef"] };
            object Media => new Every2Request { Prompt = "abc", Image = ImageInput.FromBytes(new byte[1001], "image/png"), Video = VideoInput.FromFile("a.mp4") };
            object Group => new Every2Request { Script = "abc", Options = new() { Name = "", Level = 9 } };
            object Nothing => new Every2Request();
            object Scene => new Scene1Request { Prompt = "@Element1 @Clip1", Elements = [] };
            object Disputed => new Sora2Request { Prompt = "x", Orientation = Sora2Orientation.Portrait, AdditionalFields = new() { ["pro_mode"] = true } };
            object[] Raw => [new RawVideoRequest("gone-1"), new RawVideoRequest("sora2"), new RawVideoRequest("old-1")];
        }
        """;

    [Fact]
    public void Models_InALibrary_GiveTheDiagnosticsOfSource()
    {
        var source = Diagnostics(Compilations.Create(Consumer).RemoveReferences(Compilations.Models)
            .AddSyntaxTrees(Compilations.Parse(SampleModels.Source, "Models.g.cs")));
        Assert.InRange(source.Length, 20, 60);
        Assert.Equal(source, Diagnostics(Compilations.Create(Consumer)));
        Assert.Equal(source, Diagnostics(Compilations.Create(Consumer).ReplaceReference(Compilations.Models, ReferenceAssembly())));
    }

    private static string[] Diagnostics(CSharpCompilation compilation)
    {
        var token = TestContext.Current.CancellationToken;
        Assert.DoesNotContain(compilation.GetDiagnostics(token), static d => d.Severity == DiagnosticSeverity.Error);
        return [.. Verify.Run(compilation).Select(static d => d.ToString())];
    }

    private static MetadataReference ReferenceAssembly()
    {
        var compilation = CSharpCompilation.Create(
            "Models", [Compilations.Parse(SampleModels.Source, "Models.cs")], [.. Compilations.Framework, Compilations.Runtime],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var options = new EmitOptions(metadataOnly: true, includePrivateMembers: false);
        Assert.True(compilation.Emit(stream, options: options, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
