using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Represents what is wrong with a request on one path.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Key">The subject, a property or a rule of the model: findings of one key on two paths are the same
/// finding.</param>
/// <param name="Message">The whole message.</param>
/// <param name="At">The code to flag; <see langword="null"/> for the request as a whole.</param>
internal sealed record RequestDiagnostic(DiagnosticDescriptor Descriptor, string Key, string Message, SyntaxNode? At)
{
    /// <summary>Gets the properties whose values led to it.</summary>
    public ImmutableArray<string> Concerns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Gets the severity if it is not the default of the rule.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>Gets what is added to the message whatever the path; called only if the diagnostic is reported.</summary>
    public Func<RequestObject, string>? Supplement { get; init; }

    /// <summary>Gets the properties for code fixes, with the keys of <see cref="FixKeys"/>.</summary>
    public ImmutableDictionary<string, string?> Fix { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Creates a diagnostic of a finding.</summary>
    public static RequestDiagnostic Of(Finding finding, string key, SyntaxNode? at, params IEnumerable<string> concerns)
    {
        var descriptor = RequestDescriptors.Of(finding.Code);
        var severity = finding.Severity switch
        {
            FindingSeverity.Error => DiagnosticSeverity.Error,
            FindingSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
        return new RequestDiagnostic(descriptor, key, finding.Message, at)
        {
            Concerns = concerns.ToImmutableArray(),
            Severity = severity == descriptor.DefaultSeverity ? null : severity,
        };
    }

    /// <summary>Returns the diagnostic with a property for code fixes, unless there is nothing to say under it.</summary>
    public RequestDiagnostic WithFix(string key, params IEnumerable<string?> values)
    {
        var text = string.Join(FixKeys.Separator.ToString(), values.Where(static value => value is not null));
        return text.Length == 0 ? this : this with { Fix = Fix.Add(key, text) };
    }
}
