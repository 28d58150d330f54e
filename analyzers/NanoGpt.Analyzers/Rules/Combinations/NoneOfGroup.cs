using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>One of several properties is needed, and none is set.</summary>
internal sealed class NoneOfGroup : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.NoneOfGroup, "None of several properties is set", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model needs at least one of these properties.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.NoneOfGroup));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var rule in request.Model.Rules)
        {
            if (!rule.RequireAny.IsEmpty && request.HoldAll(rule.When) == true
                && rule.RequireAny.All(property => request.Model.Field(property) is not null && request.Get(property).Presence == Presence.Unset))
            {
                findings.Add(new RequestDiagnostic(
                    Descriptor, rule.Id, Words.NeedsOneOf(rule), ModelRules.Place(request, rule.When.Select(static clause => clause.Property)))
                {
                    Concerns = ModelRules.Properties(rule),
                    Severity = ModelRules.SeverityOf(rule),
                    Fix = Fix(request.Model, rule),
                });
            }
        }
    }

    private static ImmutableDictionary<string, string?> Fix(RequestModel model, RuleModel rule)
    {
        var choices = rule.RequireAny.Select(property => Start(model.Field(property)!)).Where(static choice => choice is not null).ToList();
        return choices.Count == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Choose, string.Join(FixKeys.Separator.ToString(), choices));
    }

    // Something to start from, for the author to finish.
    private static string? Start(FieldModel field)
    {
        if (field.IsList)
        {
            return null;
        }

        var type = field.ValueType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return field.Kind switch
        {
            FieldKind.Text => $"{field.Name}=\"{new string('…', Math.Max(1, field.MinLength ?? 1))}\"",
            FieldKind.Media => $"{field.Name}={type}.{Factory(field)}",
            _ => null,
        };
    }

    private static string MediaType(FieldModel field) => field.ValueType.Name switch
    {
        "AudioInput" => "audio/mpeg",
        "VideoInput" => "video/mp4",
        _ => "image/png",
    };

    private static string Factory(FieldModel field) => field.Accepts switch
    {
        MediaForms.Attachment => "FromAttachment(\"…\")",
        MediaForms.Data => $"FromFile(\"…\", \"{MediaType(field)}\")",
        _ => "FromUrl(\"https://example.com\")",
    };
}
