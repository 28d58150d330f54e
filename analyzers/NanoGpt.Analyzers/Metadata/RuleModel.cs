using System.Collections.Immutable;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>What must hold between properties: one <c>[ModelRule]</c>. Exactly one of the four demands is given.</summary>
internal sealed record RuleModel(string Id, ImmutableArray<Clause> When)
{
    public ImmutableArray<Clause> Require { get; init; } = ImmutableArray<Clause>.Empty;

    public ImmutableArray<Clause> Forbid { get; init; } = ImmutableArray<Clause>.Empty;

    public ImmutableArray<string> RequireAny { get; init; } = ImmutableArray<string>.Empty;

    public ImmutableArray<string> AtMostOne { get; init; } = ImmutableArray<string>.Empty;

    public string Because { get; init; } = "";

    public bool IsWarning { get; init; }
}
