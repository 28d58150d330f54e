using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Reports what a model demands between fields, at the code that breaks it and with what would repair it.</summary>
internal static class CombinationRules
{
    public static void Check(RequestView request, List<RequestDiagnostic> found)
    {
        if (!request.Model.HasRules)
        {
            return;
        }

        var findings = new List<Finding>();
        foreach (var reference in request.Model.Evaluator.References)
        {
            reference.Check(request.Values, FieldNaming.Property, findings);
            found.AddRange(findings.Select(finding => NotAttached(request, reference, finding)));
            findings.Clear();
        }

        foreach (var rule in request.Model.Evaluator.Rules)
        {
            rule.Check(request.Values, FieldNaming.Property, findings);
            found.AddRange(findings.Select(finding => Broken(request, rule.Info, finding)));
            findings.Clear();
        }
    }

    // At the text; where only the other property is set here, null included, at that.
    private static RequestDiagnostic NotAttached(RequestView request, CompiledReference reference, Finding finding)
    {
        var fields = new[] { reference.Text.Name, reference.Target.Name };
        var at = Fields(request.Model, fields).Select(field => SyntaxOf(request, field)).FirstOrDefault(static syntax =>
            syntax is not null);
        return RequestDiagnostic.Of(
            finding, $"{finding.Property} {reference.Marker}", at, Fields(request.Model, fields).Select(static field =>
                field.Name));
    }

    private static RequestDiagnostic Broken(RequestView request, RuleInfo rule, Finding finding)
    {
        var when = rule.When.Select(static condition => condition.Field);
        var conditions = rule.Conditions.Select(static condition => condition.Field);
        var concerns = Fields(request.Model, when.Concat(conditions).Concat(rule.Fields)).Select(static field => field.Name);
        switch (rule.Kind)
        {
            case RuleKind.Require:
                return RequestDiagnostic.Of(finding, rule.Id, Place(request, when.Concat(conditions)), concerns)
                    .WithFix(FixKeys.Set, Missing(request, rule))
                    .WithFix(FixKeys.Drop, Droppable(request, when));
            case RuleKind.Forbid:
                // Each condition that is forbidden is a finding of its own.
                return RequestDiagnostic.Of(finding, $"{rule.Id} {finding.Message}", Place(request, conditions.Concat(when)),
                    concerns)
                    .WithFix(FixKeys.Drop, Droppable(request, when.Prepend(finding.Field)));
            case RuleKind.RequireAny:
                return RequestDiagnostic.Of(finding, rule.Id, Place(request, when), concerns)
                    .WithFix(FixKeys.Choose, Fields(request.Model, rule.Fields).Select(Start));
            default:
                var set = Fields(request.Model, rule.Fields.Reverse()).Where(field => request.Get(field).Presence == Presence.Set)
                    .Select(static field => field.Name).ToList();
                return RequestDiagnostic.Of(finding, rule.Id, Place(request, set), concerns).WithFix(FixKeys.Drop, set.Count == 2
                    ? set : []);
        }
    }

    private static IEnumerable<FieldModel> Fields(RequestModel model, IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Select(model.Field).OfType<FieldModel>();

    private static SyntaxNode? SyntaxOf(RequestView request, FieldModel field) =>
        request.Get(field).Syntax is { } syntax && request.Request.Creation.Span.Contains(syntax.Span) ? syntax : null;

    // The first property that is set here, of those that the rule is about.
    private static SyntaxNode? Place(RequestView request, IEnumerable<string> names) =>
        SetHere(request, names).Select(field => SyntaxOf(request, field)).FirstOrDefault();

    private static IEnumerable<FieldModel> SetHere(RequestView request, IEnumerable<string> names) => Fields(request.Model, names)
        .Where(field => request.Get(field).Presence == Presence.Set && SyntaxOf(request, field) is not null);

    // What would meet the conditions that do not hold; nothing if one of them has no single remedy.
    private static IEnumerable<string> Missing(RequestView request, RuleInfo rule)
    {
        var remedies = rule.Conditions
            .Select(condition => (Condition: condition, Field: request.Model.Field(condition.Field)))
            .Where(pair => pair.Field is null
                || ConditionEvaluator.Evaluate(pair.Condition, pair.Field.Info, request.ValueOf(pair.Field)) == TruthValue.False)
            .Select(static pair => pair.Field is null ? null : Satisfy(pair.Field, pair.Condition)).ToList();
        return remedies.Contains(null) ? [] : remedies.OfType<string>();
    }

    // Dropping helps only where the rule then no longer applies: a default would count from there on.
    private static IEnumerable<string> Droppable(RequestView request, IEnumerable<string> names) =>
        SetHere(request, names).Where(static field => field.Info is { IsRequired: false, Default: null }).Select(static field =>
            field.Name);

    private static string? Satisfy(FieldModel field, ConditionInfo condition)
    {
        var expression = condition.Operator switch
        {
            _ when field.IsList => null,
            ConditionOperator.IsUnset => field.Info.IsRequired ? null : "null",
            ConditionOperator.IsOneOf or ConditionOperator.AtLeast or ConditionOperator.AtMost =>
                field.ExpressionOf(condition.Values[0]),
            _ => null,
        };
        return expression is null ? null : $"{field.Name}={expression}";
    }

    // An expression for the author to complete.
    private static string? Start(FieldModel field)
    {
        var (info, media) = (field.Info, field.Info.Media);
        var expression = info.Type switch
        {
            _ when field.IsList => null,
            FieldType.String or FieldType.Enum when !info.IsClosed => $"\"{new string('…', Math.Max(1, info.MinLength ?? 1))}\"",
            _ when media is null => null,
            _ when media.Forms == MediaForms.Attachment => $"{field.TypeExpression}.FromAttachment(\"…\")",
            FieldType.Audio when media.Forms == MediaForms.Data => $"{field.TypeExpression}.FromFile(\"…\", \"audio/mpeg\")",
            FieldType.Video when media.Forms == MediaForms.Data => $"{field.TypeExpression}.FromFile(\"…\", \"video/mp4\")",
            _ when media.Forms == MediaForms.Data => $"{field.TypeExpression}.FromFile(\"…\", \"image/png\")",
            _ => $"{field.TypeExpression}.FromUrl(\"https://example.com\")",
        };
        return expression is null ? null : $"{field.Name}={expression}";
    }
}
