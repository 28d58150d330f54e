using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Members;

/// <summary>Finds the property that a name without a property probably means.</summary>
internal static class PropertyMistake
{
    public static MemberMistake Describe(RequestModel model, ITypeSymbol type, IdentifierNameSyntax name)
    {
        var word = name.Identifier.ValueText;
        var nearest = FieldNames.Find(model, word)?.Name
            ?? NearestWord.Find(word, model.Fields.Select(static field => field.Name));
        var all = $"it has {string.Join(", ", model.Fields.Select(static field => field.Name))}.";
        return new MemberMistake(name, $"{type.Name} has no property {word}: {NearestWord.Hint(nearest, all)}", nearest);
    }
}
