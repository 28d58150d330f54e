using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>One additional file of a test project.</summary>
/// <param name="Path">Its path; the generator looks at its last part only.</param>
/// <param name="Text">Its text.</param>
/// <param name="Origin">The metadata that mark it: <c>builtin</c>, <c>user</c>, or empty for another tool's file.</param>
/// <param name="Provider">The metadata that name its provider.</param>
internal sealed record YamlFile(string Path, string Text, string Origin = "builtin", string Provider = "nanogpt")
{
    /// <summary>A model of the user's own.</summary>
    public static YamlFile Own(string name, string text) => new("/project/models/" + name, text, "user");

    /// <summary>Returns the files of a built-in provider, as a project passes them to the compiler.</summary>
    public static IEnumerable<YamlFile> Shipped(string provider) => Repository.Files("*.yaml", $"schema/{provider}")
        .Select(path => new YamlFile("/packages/" + path, File.ReadAllText(Repository.PathOf(path)), Provider: provider));

    /// <summary>The file as the compiler holds it. Each edit is a new one, as in an editor.</summary>
    public AdditionalText ToAdditionalText() => new InMemory(this);

    private sealed class InMemory(YamlFile file) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(file.Text, System.Text.Encoding.UTF8);

        public override string Path => file.Path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
