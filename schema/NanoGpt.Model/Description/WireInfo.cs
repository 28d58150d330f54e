namespace NanoGpt;

/// <summary>Describes how the API names and spells a field.</summary>
public sealed record WireInfo
{
    /// <summary>Gets the JSON key; for a medium the key of its first accepted form.</summary>
    public required string Name { get; init; }

    /// <summary>Gets other documented keys, which are understood and never sent.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>Gets a value that indicates whether a number is written as JSON text.</summary>
    public bool IsText { get; init; }

    /// <summary>Gets the suffix after a number of seconds, such as <c>s</c>; often empty.</summary>
    public string Suffix { get; init; } = "";
}
