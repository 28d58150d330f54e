using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>What a rule has to say about a request on one path.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Key">What makes findings on two paths the same one: the property or the model's rule.</param>
/// <param name="Message">The whole message.</param>
/// <param name="At">The code to flag; null for the request as a whole.</param>
internal sealed record RequestDiagnostic(DiagnosticDescriptor Descriptor, string Key, string Message, SyntaxNode? At)
{
    /// <summary>The properties whose values led to it.</summary>
    public ImmutableArray<string> Concerns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>How bad it is, where that is not the rule's default.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>What more there is to say of the request whatever the path; asked only if the finding is reported.</summary>
    public Func<RequestObject, string>? Supplement { get; init; }

    /// <summary>For the code fixes.</summary>
    public ImmutableDictionary<string, string?> Fix { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
