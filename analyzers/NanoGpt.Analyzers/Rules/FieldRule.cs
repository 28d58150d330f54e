using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about single properties that are set.</summary>
internal abstract class FieldRule : RequestRule
{
    public sealed override IEnumerable<Finding> Check(RequestView request)
    {
        foreach (var field in request.Model.Fields)
        {
            // What nobody set keeps no rule busy.
            if (!Concerns(field) || !request.Request.Assigned.ContainsKey(field.Name))
            {
                continue;
            }

            var state = request.Get(field);
            if (state is { Presence: Presence.Set, Syntax: not null })
            {
                foreach (var finding in Check(field, state))
                {
                    yield return finding with { Concerns = ImmutableArray.Create(field.Name) };
                }
            }
        }
    }

    /// <summary>Whether the rule has anything to say about a property, whatever its value.</summary>
    protected abstract bool Concerns(FieldModel field);

    protected abstract IEnumerable<Finding> Check(FieldModel field, FieldState state);

    /// <summary>The constants that a property holds, its value or the items of its list, each with its name.</summary>
    protected static IEnumerable<(string Name, object Value)> Constants(FieldModel field, FieldState state) =>
        Facts(field, state).Where(static fact => fact.Fact is Fact.Constant { Value: not null })
            .Select(static fact => (fact.Name, ((Fact.Constant)fact.Fact).Value!));

    /// <summary>The media that a property holds, its value or the items of its list, each with its name.</summary>
    protected static IEnumerable<(string Name, Fact.Media Medium)> Media(FieldModel field, FieldState state) =>
        Facts(field, state).Where(static fact => fact.Fact is Fact.Media).Select(static fact => (fact.Name, (Fact.Media)fact.Fact));

    private static IEnumerable<(string Name, Fact Fact)> Facts(FieldModel field, FieldState state) =>
        !field.IsList ? [(state.Name, state.Fact)]
        : state.Fact is Fact.Items { Facts.IsDefault: false } items
            ? items.Facts.Select((fact, index) => (FormattableString.Invariant($"{state.Name}[{index}]"), fact))
            : [];

    protected Finding Found(FieldModel field, FieldState state, string name, string message, string? replacement = null) =>
        new(Descriptor, name, message, state.Syntax)
        {
            Fix = replacement is null || field.IsList
                ? ImmutableDictionary<string, string?>.Empty
                : ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Replacement, replacement),
        };
}
