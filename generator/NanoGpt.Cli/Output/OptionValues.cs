using System.CommandLine.Parsing;

namespace NanoGpt.Cli.Output;

/// <summary>Reads the values of options for validators.</summary>
internal static class OptionValues
{
    /// <summary>Gets the value; false if the text cannot be converted, which the parser reports.</summary>
    public static bool TryGet<T>(this OptionResult result, out T? value)
    {
        try
        {
            value = result.GetValueOrDefault<T>();
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
