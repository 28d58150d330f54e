namespace NanoGpt.Analyzers;

/// <summary>Contains the keys of the diagnostic properties that code fixes read.</summary>
internal static class FixKeys
{
    /// <summary>The expression or name that replaces the reported code.</summary>
    public const string Replacement = "replacement";

    /// <summary>The properties to set and their expressions, such as <c>ProMode=true</c>, separated by line feeds.</summary>
    public const string Set = "set";

    /// <summary>The properties of which one is to be removed, separated by line feeds.</summary>
    public const string Remove = "remove";

    /// <summary>
    /// The properties of which one is to be set, with an initial expression, such as <c>Prompt=""</c>, separated by line feeds.
    /// </summary>
    public const string Choose = "choose";

    /// <summary>The name of the parameter to pass.</summary>
    public const string Parameter = "parameter";

    /// <summary>The environment variable to read instead of the reported value.</summary>
    public const string Variable = "variable";

    public const char Separator = '\n';
}
