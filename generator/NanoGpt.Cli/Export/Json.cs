namespace NanoGpt.Cli.Export;

/// <summary>How values of the directory are spelled in what is exported.</summary>
internal static class Json
{
    /// <summary>A number without the zeros that its file may have carried.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>A word as the files spell it: the lower-case name.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
