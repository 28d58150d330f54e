using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Represents the input of the compiler: files, properties and C#.</summary>
internal sealed record TestProject
{
    /// <summary>A provider with a small vocabulary and no models.</summary>
    public static TestProject Small { get; } = new()
    {
        Files =
        [
            new YamlFile("/schema/nanogpt/provider.yaml", SmallDirectory.Provider),
            new YamlFile("/schema/nanogpt/fields.yaml", SmallDirectory.Fields),
        ],
    };

    /// <summary>The directory that the package ships, all of it.</summary>
    public static TestProject Shipped { get; } = new()
    {
        Files = [.. YamlFile.Shipped("nanogpt"), .. YamlFile.Shipped("venice")],
        Properties = ImmutableSortedDictionary<string, string>.Empty.Add("build_property.NanoGptModels", "nanogpt/*,venice/*"),
    };

    public ImmutableArray<YamlFile> Files { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string CSharp { get; init; } = "";

    public LanguageVersion Language { get; init; } = CSharpCompiler.ParseOptions.LanguageVersion;

    public bool ReferencesRuntime { get; init; } = true;

    /// <summary>Gets the assemblies that the project references besides the framework and the runtime.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Adds a built-in model, or replaces it.</summary>
    public TestProject WithModel(string id, string text) =>
        WithFile(new YamlFile($"/schema/nanogpt/models/{id.Replace("/", "__", StringComparison.Ordinal)}.yaml", text));

    /// <summary>Adds a file, or replaces the one with its path.</summary>
    public TestProject WithFile(YamlFile file)
    {
        var at = Files.IndexOf(Files.FirstOrDefault(f => f.Path == file.Path)!);
        return this with { Files = at < 0 ? Files.Add(file) : Files.SetItem(at, file) };
    }

    /// <summary>Replaces a text in a file that has it.</summary>
    public TestProject Edit(string fileName, string old, string replacement)
    {
        var file = Files.Single(f => f.Path.EndsWith("/" + fileName, StringComparison.Ordinal));
        Assert.Contains(old, file.Text, StringComparison.Ordinal);
        return WithFile(file with { Text = file.Text.Replace(old, replacement, StringComparison.Ordinal) });
    }

    /// <summary>Sets an MSBuild property.</summary>
    public TestProject WithProperty(string name, string value) =>
        this with { Properties = Properties.SetItem("build_property." + name, value) };

    /// <summary>Sets the project's own C#.</summary>
    public TestProject WithCSharp(string code) => this with { CSharp = code };
}
