using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Checks the rules about combinations of fields and finds the code to report and the possible fixes.</summary>
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
            reference.Check(request.ReferenceValues, FieldNaming.Property, findings);
            found.AddRange(findings.Select(finding => CreateMissingItem(request, reference, finding)));
            findings.Clear();
        }

        foreach (var rule in request.Model.Evaluator.Rules)
        {
            rule.Check(request.Values, FieldNaming.Property, findings);
            found.AddRange(findings.Select(finding => CreateBroken(request, rule.Info, finding)));
            findings.Clear();
        }
    }

    // Reports the text property if this expression sets it, and the property of the items otherwise.
    private static RequestDiagnostic CreateMissingItem(RequestView request, CompiledReference reference, Finding finding)
    {
        var fields = FindFields(request.Model, [reference.Text.Name, reference.Target.Name]).ToList();
        var at = fields.Select(field => FindSyntax(request, field)).FirstOrDefault(static syntax => syntax is not null);
        return RequestDiagnostic.Create(
            finding, $"{finding.Property} {reference.Marker}", at, fields.Select(static field => field.Name));
    }

    private static RequestDiagnostic CreateBroken(RequestView request, RuleInfo rule, Finding finding)
    {
        var when = rule.When.Select(static condition => condition.Field);
        var conditions = rule.Conditions.Select(static condition => condition.Field);
        var propertyNames = FindFields(request.Model, when.Concat(conditions).Concat(rule.Fields))
            .Select(static field => field.Name);
        switch (rule.Kind)
        {
            case RuleKind.Require:
                return RequestDiagnostic.Create(finding, rule.Id, FindAssignment(request, when.Concat(conditions)), propertyNames)
                    .WithFix(FixKeys.Set, GetMissing(request, rule))
                    .WithFix(FixKeys.Remove, Removable(request, when));
            case RuleKind.Forbid:
                // Each forbidden condition is a separate finding.
                var at = FindAssignment(request, conditions.Concat(when));
                return RequestDiagnostic.Create(finding, $"{rule.Id} {finding.Message}", at, propertyNames)
                    .WithFix(FixKeys.Remove, Removable(request, when.Prepend(finding.Field)));
            case RuleKind.RequireAny:
                return RequestDiagnostic.Create(finding, rule.Id, FindAssignment(request, when), propertyNames)
                    .WithFix(FixKeys.Choose, FindFields(request.Model, rule.Fields).Select(CreatePlaceholder));
            default:
                var set = FindFields(request.Model, rule.Fields.Reverse())
                    .Where(field => request.Get(field).Presence == Presence.Set).Select(static field => field.Name).ToList();
                return RequestDiagnostic.Create(finding, rule.Id, FindAssignment(request, set), propertyNames)
                    .WithFix(FixKeys.Remove, set.Count == 2 ? set : []);
        }
    }

    private static IEnumerable<FieldModel> FindFields(RequestModel model, IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Select(model.FindField).OfType<FieldModel>();

    private static SyntaxNode? FindSyntax(RequestView request, FieldModel field) =>
        request.Get(field).Syntax is { } syntax && request.Request.Creation.Span.Contains(syntax.Span) ? syntax : null;

    // Returns the first assignment in this expression to one of the properties of the rule.
    private static SyntaxNode? FindAssignment(RequestView request, IEnumerable<string> names) =>
        SetHere(request, names).Select(field => FindSyntax(request, field)).FirstOrDefault();

    private static IEnumerable<FieldModel> SetHere(RequestView request, IEnumerable<string> names) =>
        FindFields(request.Model, names)
            .Where(field => request.Get(field).Presence == Presence.Set && FindSyntax(request, field) is not null);

    // Returns assignments that satisfy the conditions that do not hold, or nothing if one of them has no single fix.
    private static IEnumerable<string> GetMissing(RequestView request, RuleInfo rule)
    {
        var fixes = rule.Conditions
            .Select(condition => (Condition: condition, Field: request.Model.FindField(condition.Field)))
            .Where(pair => pair.Field is null
                || ConditionEvaluator.Evaluate(pair.Condition, pair.Field.Info, request.GetValue(pair.Field)) == TruthValue.False)
            .Select(static pair => pair.Field is null ? null : Satisfy(pair.Field, pair.Condition)).ToList();
        return fixes.Contains(null) ? [] : fixes.OfType<string>();
    }

    private static IEnumerable<string> Removable(RequestView request, IEnumerable<string> names) =>
        SetHere(request, names).Where(static field => Remedies.CanRemove(field.Info))
            .Select(static field => field.Name);

    private static string? Satisfy(FieldModel field, ConditionInfo condition)
    {
        var change = Remedies.FindChange(condition, field.Info);
        var expression = change?.Value is { } value ? field.GetExpression(value) : change is null ? null : "null";
        return expression is null ? null : $"{field.Name}={expression}";
    }

    // Returns an expression that the user completes.
    private static string? CreatePlaceholder(FieldModel field)
    {
        var (info, media) = (field.Info, field.Info.Media);
        var expression = info.Type switch
        {
            _ when field.IsList => null,
            FieldType.String or FieldType.Enum when !info.IsClosed =>
                $"\"{new string('…', Math.Max(1, info.MinLength ?? 1))}\"",
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
