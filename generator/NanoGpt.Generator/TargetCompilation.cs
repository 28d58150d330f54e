using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator;

/// <summary>Represents the properties of the compilation that decide whether generated code compiles in it.</summary>
/// <param name="Language">The language version.</param>
/// <param name="HasRuntime">Indicates that the compilation references NanoGpt.Runtime.</param>
/// <param name="Duplicate">The referenced assembly that contains generated types of the same namespace, or null.</param>
internal sealed record TargetCompilation(LanguageVersion Language, bool HasRuntime, string? Duplicate)
{
    /// <summary>The first version with required members.</summary>
    private const LanguageVersion MinLanguage = LanguageVersion.CSharp11;

    public bool IsSupported => Language >= MinLanguage && HasRuntime;

    public static TargetCompilation Read(Compilation compilation, ParseOptions options, string @namespace)
    {
        var index = compilation.GetTypesByMetadataName(@namespace + ".NanoGptModels").FirstOrDefault(type =>
            !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
        return new TargetCompilation(
            ((CSharpParseOptions)options).LanguageVersion,
            !compilation.GetTypesByMetadataName("NanoGpt.VideoModelAttribute").IsEmpty,
            index?.ContainingAssembly.Name);
    }

    /// <summary>Returns the reason why no code is generated, or a warning about types that exist twice.</summary>
    public IEnumerable<ProjectIssue> Check(string @namespace)
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
            yield return ProjectIssue.Create(GeneratorRules.DuplicateTypes, @namespace, Duplicate);
        }
    }
}
