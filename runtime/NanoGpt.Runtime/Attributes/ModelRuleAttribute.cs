namespace NanoGpt;

/// <summary>What must hold between the properties of a request type, in the condition notation. Analyzers read it.</summary>
/// <param name="id">The rule's id, unique in the model.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ModelRuleAttribute(string id) : Attribute
{
    /// <summary>The rule's id, unique in the model.</summary>
    public string Id { get; } = id;

    /// <summary>When the rule applies; null for always.</summary>
    public string? When { get; init; }

    /// <summary>Conditions that must all hold.</summary>
    public string? Require { get; init; }

    /// <summary>Conditions of which none may hold.</summary>
    public string? Forbid { get; init; }

    /// <summary>Properties of which at least one must be set, separated by <c>|</c>.</summary>
    public string? RequireAny { get; init; }

    /// <summary>Properties of which at most one may be set, separated by <c>|</c>.</summary>
    public string? AtMostOne { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public string? Because { get; init; }

    /// <summary>Whether breaking it is only worth a warning.</summary>
    public bool Warning { get; init; }
}
