namespace NanoGpt.Analyzers;

/// <summary>What a diagnostic tells the code fixes: keys of its property bag.</summary>
internal static class FixKeys
{
    /// <summary>The expression that should replace the flagged value.</summary>
    public const string Replacement = "replacement";

    /// <summary>The property that should be set: its name and expression, <c>ProMode=true</c>; several are separated by line feeds.</summary>
    public const string Set = "set";

    /// <summary>The properties of which any may be dropped, separated by line feeds.</summary>
    public const string Drop = "drop";

    /// <summary>Properties of which one should be chosen, with an expression to start from: <c>Prompt=""</c>, separated by line feeds.</summary>
    public const string Choose = "choose";

    /// <summary>The property that the finding is about.</summary>
    public const string Property = "property";

    /// <summary>The environment variable that should be read instead of the flagged value.</summary>
    public const string Variable = "variable";

    /// <summary>Separates entries.</summary>
    public const char Separator = '\n';
}
