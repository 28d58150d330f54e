using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>
/// Makes a request for a deprecated model one for its successor: properties of the same name and type stay, members of enums that
/// have the same name are taken from the successor's enum, and what the successor does not have is dropped.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SuccessorFix))]
public sealed class SuccessorFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.Successor";

    private static readonly Regex Advice = new(@"\bUse (\w+)\.", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ModelDeprecated);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        // The compiler flags the type's name; only where it is created do we know what becomes of its properties.
        var name = place.Node.AncestorsAndSelf().OfType<NameSyntax>().LastOrDefault();
        if (name?.Parent is not ObjectCreationExpressionSyntax creation || creation.Type != name || creation.ArgumentList?.Arguments.Count > 0
            || place.Model.GetTypeInfo(creation, cancellation) is not { Type: INamedTypeSymbol old, ConvertedType: var target }
            || SuccessorOf(old) is not { } successor)
        {
            yield break;
        }

        // Somebody wants exactly the old type: changing one end alone does not compile.
        if (SymbolEqualityComparer.Default.Equals(target, old) && !IsInferred(creation))
        {
            yield break;
        }

        var spelled = successor.ToMinimalDisplayString(place.Model, name.SpanStart);
        var changes = new List<TextChange> { new(name.Span, spelled) };
        if (Map(creation, successor, place, changes, cancellation))
        {
            yield return new Repair($"Use {successor.Name}", Key, changes);
        }
    }

    // var x = new …; or a statement of its own.
    private static bool IsInferred(ExpressionSyntax creation) =>
        creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } } };

    private static INamedTypeSymbol? SuccessorOf(INamedTypeSymbol old)
    {
        foreach (var attribute in old.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ObsoleteAttribute" && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is string message && Advice.Match(message) is { Success: true } match)
            {
                return old.ContainingNamespace.GetTypeMembers(match.Groups[1].Value).FirstOrDefault();
            }
        }

        return null;
    }

    // False if a value has no counterpart.
    private static bool Map(
        ObjectCreationExpressionSyntax creation, INamedTypeSymbol successor, FixPlace place, List<TextChange> changes, CancellationToken cancellation)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assignment in creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? [])
        {
            if (assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: var property })
            {
                return false;
            }

            var theirs = Property(successor, property);
            var ours = place.Model.GetTypeInfo(assignment.Left, cancellation).Type;
            set.Add(property);
            if (theirs is null)
            {
                changes.AddRange(InitializerEdit.Drop(creation, place.Text, property));
            }
            else if (SymbolEqualityComparer.Default.Equals(theirs.Type, ours) || assignment.Right.IsKind(SyntaxKind.NullLiteralExpression))
            {
                continue;
            }
            else if (Member(assignment.Right, theirs.Type, place, cancellation) is { } member)
            {
                changes.Add(new TextChange(assignment.Right.Span, member));
            }
            else
            {
                return false;
            }
        }

        return Members(successor).All(property => !property.IsRequired || set.Contains(property.Name)) && !Overlap(changes);
    }

    // Old1Resolution.R720p becomes Sora2Resolution.R720p.
    private static string? Member(ExpressionSyntax value, ITypeSymbol type, FixPlace place, CancellationToken cancellation)
    {
        var theirs = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return place.Model.GetSymbolInfo(value, cancellation).Symbol is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, Name: var name }
            && theirs.TypeKind == TypeKind.Enum && theirs.GetMembers(name).Length == 1
            ? place.Shorten($"{theirs.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}")
            : null;
    }

    private static IEnumerable<IPropertySymbol> Members(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                yield return property;
            }
        }
    }

    private static IPropertySymbol? Property(INamedTypeSymbol type, string name) =>
        Members(type).FirstOrDefault(property => property.Name == name && property.SetMethod is { DeclaredAccessibility: Accessibility.Public });

    // Dropping neighbours may want the same comma.
    private static bool Overlap(List<TextChange> changes)
    {
        var ordered = changes.OrderBy(static change => change.Span.Start).ToList();
        return ordered.Zip(ordered.Skip(1), static (left, right) => left.Span.End > right.Span.Start).Any(static overlaps => overlaps);
    }
}
