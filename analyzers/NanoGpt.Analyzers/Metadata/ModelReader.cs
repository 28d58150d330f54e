using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Reads a request type's attributes. Half-typed attributes are skipped: nothing here throws on broken code.</summary>
internal static class ModelReader
{
    public static RequestModel Read(INamedTypeSymbol type, KnownTypes types)
    {
        var fields = ImmutableArray.CreateBuilder<FieldModel>();
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public } property)
            {
                fields.Add(FieldReader.Read(property, types));
            }
        }

        string? id = null;
        PriceModel? price = null;
        var rules = ImmutableArray.CreateBuilder<RuleModel>();
        foreach (var attribute in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, types.VideoModel))
            {
                id = attribute.Text(1);
            }
            else if (attribute.IsNamed("PriceAttribute"))
            {
                price = PriceModel.Read(attribute);
            }
            else if (attribute.IsNamed("ModelRuleAttribute") && RuleOf(attribute) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return new RequestModel(type, fields.ToImmutable(), rules.ToImmutable()) { Id = id, Price = price };
    }

    private static RuleModel? RuleOf(AttributeData attribute)
    {
        var when = ConditionParser.Parse(attribute.Named("When") as string);
        var require = ConditionParser.Parse(attribute.Named("Require") as string);
        var forbid = ConditionParser.Parse(attribute.Named("Forbid") as string);
        return when.IsDefault || require.IsDefault || forbid.IsDefault
            ? null
            : new RuleModel(attribute.Text(0) ?? "", when)
            {
                Require = require,
                Forbid = forbid,
                RequireAny = Names(attribute.Named("RequireAny") as string),
                AtMostOne = Names(attribute.Named("AtMostOne") as string),
                Because = attribute.Named("Because") as string ?? "",
                IsWarning = attribute.Named("Warning") is true,
            };
    }

    private static ImmutableArray<string> Names(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? ImmutableArray<string>.Empty
            : text!.Split('|').Select(static name => name.Trim()).Where(static name => name.Length > 0).ToImmutableArray();
}
