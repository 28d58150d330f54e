using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about what requests hold.</summary>
internal abstract class Rule
{
    public abstract DiagnosticDescriptor Descriptor { get; }
}
