using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A rule about single constants: a property's value, or an item of its list.</summary>
internal abstract class ValueRule : ItemRule
{
    /// <summary>What the rule has to say about a constant that is not null.</summary>
    protected abstract RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value);

    protected sealed override void Check(FieldModel field, FieldState state, string name, Fact fact, List<RequestDiagnostic> findings)
    {
        if (fact is Fact.Constant { Value: { } value } && Check(field, state, name, value) is { } finding)
        {
            findings.Add(finding);
        }
    }
}
