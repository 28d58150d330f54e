using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Definitions;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Model;

namespace NanoGpt.Editor.Tests;

/// <summary>A project with the request types of the shipped models, as an editor has it open.</summary>
internal sealed class Editor : IDisposable
{
    private const string Prelude = "using NanoGpt;\nusing NanoGpt.Models;\n\nclass Typing\n{\n    object Value() => ";

    private readonly AdhocWorkspace workspace = new();
    private readonly Project project;

    public Editor()
    {
        Models = [.. DirectoryFiles.BuiltInCatalog().Models.Where(model => model.Status == ModelStatus.Active)];
        project = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is var name
                    && (name.StartsWith("System.", StringComparison.Ordinal) || name is "NanoGpt.Runtime.dll" or "NanoGpt.Model.dll"))
                .Select(path => MetadataReference.CreateFromFile(path)));
        foreach (var model in Models)
        {
            project = project.AddDocument(model.RequestType + ".g.cs", ModelEmitter.Emit(model, new EmitOptions())).Project;
        }
    }

    public IReadOnlyList<ModelDefinition> Models { get; }

    /// <summary>Returns the text that an editor shows while the mouse rests on the last occurrence of a word in an expression.</summary>
    public async Task<string> HoverAsync(string expression, string word) => (await HoversAsync(expression, [word]))[0];

    /// <summary>Returns the texts for the last occurrence of each word in an expression.</summary>
    public async Task<IReadOnlyList<string>> HoversAsync(string expression, IEnumerable<string> words)
    {
        var code = Prelude + expression + ";\n}\n";
        var document = project.AddDocument("Typing.cs", SourceText.From(code));
        var texts = new List<string>();
        foreach (var word in words)
        {
            texts.Add(await HoverAsync(document, code, word));
        }

        return texts;
    }

    private static async Task<string> HoverAsync(Document document, string code, string word)
    {
        var info = await QuickInfoService.GetService(document)!.GetQuickInfoAsync(
            document, code.LastIndexOf(word, StringComparison.Ordinal) + word.LastIndexOf('.') + 1, TestContext.Current.CancellationToken);
        Assert.NotNull(info);
        var sections = info.Sections
            .Where(section => section.Kind is QuickInfoSectionKinds.DocumentationComments or QuickInfoSectionKinds.RemarksDocumentationComments)
            .Select(section => section.Text.Trim());
        return string.Join("\n", sections).ReplaceLineEndings("\n").Replace("\n\n", "\n", StringComparison.Ordinal);
    }

    public void Dispose() => workspace.Dispose();
}
