using System.Collections.Immutable;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about single properties that are set.</summary>
internal abstract class FieldRule : Rule
{
    /// <summary>Whether the rule has anything to say about a property, whatever its value. Asked once for each property.</summary>
    public abstract bool Concerns(FieldModel field);

    /// <summary>What the rule has to say about a property that is set.</summary>
    public abstract void Check(FieldModel field, FieldState state, List<RequestDiagnostic> findings);

    protected RequestDiagnostic Found(FieldModel field, FieldState state, string name, string message, string? replacement = null) =>
        new(Descriptor, name, message, state.Syntax)
        {
            Concerns = ImmutableArray.Create(field.Name),
            Fix = replacement is null || field.IsList
                ? ImmutableDictionary<string, string?>.Empty
                : ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Replacement, replacement),
        };
}
