namespace NanoGpt.Schema.Yaml;

/// <summary>How much of a file is read before it is refused.</summary>
public sealed record YamlLimits
{
    /// <summary>The limits that every file is read with.</summary>
    public static YamlLimits Default { get; } = new();

    /// <summary>Levels of maps and lists.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Characters of a file.</summary>
    public int TextLength { get; init; } = 1024 * 1024;

    /// <summary>Keys, values, maps and lists of a file.</summary>
    public int Nodes { get; init; } = 20_000;

    /// <summary>Characters of one value.</summary>
    public int ScalarLength { get; init; } = 64 * 1024;
}
