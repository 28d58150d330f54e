using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about a request's values. It is asked once for each path on which the request may be made.</summary>
internal abstract class RequestRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What the rule has to say. What is unknown breaks no rule.</summary>
    public abstract IEnumerable<Finding> Check(RequestView request);
}
