using System.Globalization;

namespace NanoGpt.Jobs;

/// <summary>Collects the settings that cannot be used, so that one exception names all of them.</summary>
internal sealed class SettingsCheck
{
    private readonly List<ArgumentException> problems = [];

    /// <summary>Requires a condition.</summary>
    /// <param name="holds">Whether the condition holds.</param>
    /// <param name="name">The name of the setting.</param>
    /// <param name="message">What is wrong, and what is allowed.</param>
    public void Require(bool holds, string name, string message)
    {
        if (!holds)
        {
            problems.Add(new ArgumentException(message, name));
        }
    }

    /// <summary>Requires a value from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public void RequireRange<T>(T value, T least, T most, string name)
        where T : struct, IComparable<T>, IFormattable
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            problems.Add(new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be from {least} to {most}.")));
        }
    }

    /// <summary>Requires a member of an enumeration.</summary>
    public void RequireDefined<T>(T value, string name)
        where T : struct, Enum =>
        Require(
            Enum.IsDefined(value),
            name,
            $"{name} = {value} is no {typeof(T).Name}: use {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>Throws what was found.</summary>
    /// <exception cref="ArgumentException">
    /// Something was found. If it is more than one setting, its inner exception is an <see cref="AggregateException"/> of all.
    /// </exception>
    public void ThrowIfAny()
    {
        switch (problems)
        {
            case []:
                return;

            case [var only]:
                throw only;

            default:
                throw new ArgumentException(
                    string.Join(" ", problems.Select(static problem => problem.Message.ReplaceLineEndings(" "))),
                    new AggregateException(problems));
        }
    }
}
