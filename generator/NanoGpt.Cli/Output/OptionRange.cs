using System.CommandLine.Parsing;

namespace NanoGpt.Cli.Output;

/// <summary>Limits the values of number options.</summary>
internal static class OptionRange
{
    /// <summary>Refuses values below <paramref name="least"/>, and above <paramref name="most"/> if there is one.</summary>
    /// <param name="option">The option, of <typeparamref name="T"/> or of its nullable type.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value; <see langword="null"/> if there is none.</param>
    /// <param name="unit">The unit of the values, for the message.</param>
    public static void Limit<T>(this Option option, T least, T? most = null, string? unit = null)
        where T : struct, IComparable<T>, IFormattable
    {
        var range = least.ToString(null, CultureInfo.InvariantCulture)
            + (most is { } limit ? " to " + limit.ToString(null, CultureInfo.InvariantCulture) : " or more");
        option.Validators.Add(result =>
        {
            if (Read<T>(result) is { } value && (value.CompareTo(least) < 0 || (most is { } upper && value.CompareTo(upper) > 0)))
            {
                result.AddError($"{option.Name} must be {range}{(unit is null ? "" : " " + unit)}.");
            }
        });
    }

    // The parser reports a text that is not a number.
    private static T? Read<T>(OptionResult result)
        where T : struct
    {
        try
        {
            return result.GetValueOrDefault<T?>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
