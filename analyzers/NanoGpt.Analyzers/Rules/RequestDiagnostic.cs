using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Represents a diagnostic about a request on one execution path.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Key">The property or model rule. Diagnostics with the same key on several paths are the same diagnostic.</param>
/// <param name="Message">The message.</param>
/// <param name="At">The code to report, or <see langword="null"/> to report the whole request.</param>
internal sealed record RequestDiagnostic(DiagnosticDescriptor Descriptor, string Key, string Message, SyntaxNode? At)
{
    /// <summary>Gets the properties whose values cause the diagnostic.</summary>
    public ImmutableArray<string> PropertyNames { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Gets the severity, or <see langword="null"/> for the default severity of the rule.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>Gets a function that returns an addition to the message of a reported diagnostic.</summary>
    public Func<RequestObject, string>? Supplement { get; init; }

    /// <summary>Gets the diagnostic properties for code fixes. See <see cref="FixKeys"/>.</summary>
    public ImmutableDictionary<string, string?> Fix { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public static RequestDiagnostic Create(Finding finding, string key, SyntaxNode? at, params IEnumerable<string> propertyNames)
    {
        var descriptor = RequestDescriptors.Get(finding.Code);
        var severity = finding.Severity switch
        {
            FindingSeverity.Error => DiagnosticSeverity.Error,
            FindingSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
        return new RequestDiagnostic(descriptor, key, finding.Message, at)
        {
            PropertyNames = propertyNames.ToImmutableArray(),
            Severity = severity == descriptor.DefaultSeverity ? null : severity,
        };
    }

    /// <summary>Adds a diagnostic property for code fixes, unless its value would be empty.</summary>
    public RequestDiagnostic WithFix(string key, params IEnumerable<string?> values)
    {
        var text = string.Join(FixKeys.Separator.ToString(), values.Where(static value => value is not null));
        return text.Length == 0 ? this : this with { Fix = Fix.Add(key, text) };
    }
}
