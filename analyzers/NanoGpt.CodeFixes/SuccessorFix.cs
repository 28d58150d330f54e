using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.CodeFixes;

/// <summary>
/// Replaces a request for a deprecated or removed model with a request for its successor. Properties with the same name and type
/// are kept, enum members are replaced by the members with the same name, and properties that the successor does not have are
/// removed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SuccessorFix))]
public sealed class SuccessorFix() : TextFix(FindingCodes.ModelDeprecated, RuleIds.ModelRemoved)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.Successor";

    private static readonly Regex SuccessorPattern = new(@"\bUse (\w+)\.", RegexOptions.CultureInvariant);

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        // The compiler reports each use of the type. Only object creations are fixed, because they contain the properties.
        var name = place.Node.AncestorsAndSelf().OfType<NameSyntax>().LastOrDefault();
        if (name?.Parent is not ObjectCreationExpressionSyntax creation || creation.Type != name
            || creation.ArgumentList?.Arguments.Count > 0
            || place.Model.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol old
            || FindSuccessor(old) is not { } successor)
        {
            yield break;
        }

        var changes = new List<TextChange> { new(name.Span, successor.ToMinimalDisplayString(place.Model, name.SpanStart)) };
        if (Map(creation, successor, place, changes, cancellationToken))
        {
            yield return new FixCandidate($"Change to {successor.Name}", Key, changes);
        }
    }

    private static INamedTypeSymbol? FindSuccessor(INamedTypeSymbol old)
    {
        foreach (var attribute in old.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ObsoleteAttribute" && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is string message
                && SuccessorPattern.Match(message) is { Success: true } match)
            {
                return old.ContainingNamespace.GetTypeMembers(match.Groups[1].Value).FirstOrDefault();
            }
        }

        return null;
    }

    // Returns false if a value has no equivalent.
    private static bool Map(
        ObjectCreationExpressionSyntax creation, INamedTypeSymbol successor, FixPlace place, List<TextChange> changes,
        CancellationToken cancellationToken)
    {
        foreach (var assignment in creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? [])
        {
            if (assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: var property })
            {
                return false;
            }

            if (FindProperty(successor, property)?.Type is not { } type)
            {
                var removal = InitializerEdit.Remove(creation, place, property);
                if (removal.Count == 0)
                {
                    return false;
                }

                changes.AddRange(removal);
            }
            else if (assignment.Right.IsKind(SyntaxKind.NullLiteralExpression) || SymbolEqualityComparer.Default.Equals(
                type, place.Model.GetTypeInfo(assignment.Left, cancellationToken).Type))
            {
                continue;
            }
            else if (FindMember(assignment.Right, type, place, cancellationToken) is { } member)
            {
                changes.Add(new TextChange(assignment.Right.Span, member));
            }
            else
            {
                return false;
            }
        }

        return !DoOverlap(changes);
    }

    // Replaces Old1Resolution.R720p with Sora2Resolution.R720p.
    private static string? FindMember(
        ExpressionSyntax value, ITypeSymbol type, FixPlace place, CancellationToken cancellationToken)
    {
        var underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        return place.Model.GetSymbolInfo(value, cancellationToken).Symbol
                is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, Name: var name }
            && underlying.TypeKind == TypeKind.Enum && underlying.GetMembers(name).Length == 1
            ? place.Shorten($"{underlying.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}")
            : null;
    }

    private static IPropertySymbol? FindProperty(INamedTypeSymbol? type, string name) => type is null ? null
        : type.GetMembers(name).OfType<IPropertySymbol>()
            .FirstOrDefault(static property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
        ?? FindProperty(type.BaseType, name);

    // The removal of adjacent properties may include the same comma.
    private static bool DoOverlap(List<TextChange> changes)
    {
        var spans = changes.Select(static change => change.Span).OrderBy(static span => span.Start).ToList();
        return spans.Zip(spans.Skip(1), static (left, right) => left.End > right.Start).Contains(true);
    }
}
