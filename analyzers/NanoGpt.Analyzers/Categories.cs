namespace NanoGpt.Analyzers;

/// <summary>The categories of the rules, one a family.</summary>
internal static class Categories
{
    public const string Values = "NanoGpt.Values";
    public const string Combinations = "NanoGpt.Combinations";
    public const string Media = "NanoGpt.Media";
    public const string Models = "NanoGpt.Models";
    public const string Money = "NanoGpt.Money";
    public const string Safety = "NanoGpt.Safety";
}
