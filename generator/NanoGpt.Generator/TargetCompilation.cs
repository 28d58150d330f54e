using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator;

/// <summary>Represents the options of a project and the properties that decide whether generated code compiles in it.</summary>
/// <param name="Options">The options.</param>
/// <param name="Language">The language version.</param>
/// <param name="HasRuntime">Indicates that the compilation references NanoGpt.Runtime.</param>
/// <param name="Duplicate">The referenced assembly that contains generated types of the same namespace, or null.</param>
internal sealed record TargetCompilation(
    GeneratorOptions Options, LanguageVersion Language, bool HasRuntime, string? Duplicate)
{
    /// <summary>The first version with required members.</summary>
    private const LanguageVersion MinLanguage = LanguageVersion.CSharp11;

    public bool IsSupported => Language >= MinLanguage && HasRuntime;

    public static TargetCompilation Read(TargetProject project, GeneratorOptions options)
    {
        var compilation = project.References.GetCompilation();
        var index = compilation.GetTypesByMetadataName(options.Emit.Namespace + ".NanoGptModels").FirstOrDefault(type =>
            !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
        return new TargetCompilation(
            options,
            ((CSharpParseOptions)project.ParseOptions).LanguageVersion,
            !compilation.GetTypesByMetadataName("NanoGpt.VideoModelAttribute").IsEmpty,
            index?.ContainingAssembly.Name);
    }

    /// <summary>Returns the reason why no code is generated, or a warning about types that exist twice.</summary>
    public IEnumerable<ProjectIssue> Check()
    {
        if (Language < MinLanguage)
        {
            yield return ProjectIssue.Create(GeneratorRules.OldLanguage, Language.ToDisplayString());
        }
        else if (!HasRuntime)
        {
            yield return ProjectIssue.Create(GeneratorRules.NoRuntime);
        }
        else if (Duplicate is not null)
        {
            yield return ProjectIssue.Create(GeneratorRules.DuplicateTypes, Options.Emit.Namespace, Duplicate);
        }
    }
}

/// <summary>Represents what a compilation is without its C# code.</summary>
internal sealed record TargetProject(TargetReferences References, ParseOptions ParseOptions);

/// <summary>Represents the references of a compilation. It does not keep the C# code in memory.</summary>
internal sealed class TargetReferences(Compilation compilation) : IEquatable<TargetReferences>
{
    private readonly string? assemblyName = compilation.AssemblyName;
    private readonly CompilationOptions options = compilation.Options;
    private readonly ImmutableArray<MetadataReference> references = compilation.ExternalReferences;
    private readonly WeakReference<Compilation> source = new(compilation);

    // The compilation of the project is alive in the run that creates this value, and has its references bound in any case.
    public Compilation GetCompilation() => source.TryGetTarget(out var alive)
        ? alive
        : CSharpCompilation.Create(assemblyName, null, references, (CSharpCompilationOptions)options);

    // Edits of C# code keep the array of references, so that its identity is enough.
    public bool Equals(TargetReferences? other) =>
        other is not null && references == other.references && assemblyName == other.assemblyName
            && options.Equals(other.options);

    public override bool Equals(object? obj) => Equals(obj as TargetReferences);

    public override int GetHashCode() => references.GetHashCode();
}
