namespace NanoGpt.Requests;

/// <summary>Validates a request: fields, additional fields, rules between fields, and the model, in this order.</summary>
internal sealed class RequestValidator
{
    // Reused, so that validating a valid request does not allocate.
    [ThreadStatic]
    private static RequestValidator? cached;

    private readonly List<Finding> findings = [];
    private readonly ValueCollector values = new();
    private readonly FieldValidator fields;

    private RequestValidator() => fields = new FieldValidator(findings);

    public static IReadOnlyList<Finding> Validate(VideoRequest request)
    {
        var validator = cached ?? new RequestValidator();
        cached = null;   // the length of a medium may come from code that validates another request
        try
        {
            return validator.Run(request);
        }
        finally
        {
            validator.findings.Clear();
            cached = validator;
        }
    }

    private IReadOnlyList<Finding> Run(VideoRequest request)
    {
        fields.Check(request);
        if (request.TypeInfo.Evaluator is { HasChecks: true } evaluator)
        {
            evaluator.Check(values.Collect(request), FieldNaming.Property, findings);
        }

        if (ValueChecks.Deprecated(request.Model) is { } deprecated)
        {
            findings.Add(deprecated);
        }

        return findings.Count == 0 ? [] : [.. findings];
    }
}
