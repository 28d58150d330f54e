namespace NanoGpt.Analyzers;

/// <summary>Contains the categories of the rules, one for each family.</summary>
internal static class Categories
{
    public const string Values = "NanoGpt.Values";
    public const string Combinations = "NanoGpt.Combinations";
    public const string Media = "NanoGpt.Media";
    public const string Models = "NanoGpt.Models";
    public const string Money = "NanoGpt.Money";
    public const string Safety = "NanoGpt.Safety";
}

/// <summary>Creates the descriptors of the rules.</summary>
internal static class RuleDescriptor
{
    /// <summary>Creates a descriptor. The description is the text of the section "Cause" in the page of the rule.</summary>
    public static DiagnosticDescriptor Create(
        string id, string title, string category, DiagnosticSeverity defaultSeverity, string description) =>
        new(id, title, "{0}", category, defaultSeverity, isEnabledByDefault: true, description,
            $"https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/analyzers/rules/{id}.md");
}
