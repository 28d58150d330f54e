using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about a request as a whole. It is asked once for each path on which the request may be made.</summary>
internal abstract class RequestRule : Rule
{
    /// <summary>What the rule has to say. What is unknown breaks no rule.</summary>
    public abstract void Check(RequestView request, List<RequestDiagnostic> findings);
}
