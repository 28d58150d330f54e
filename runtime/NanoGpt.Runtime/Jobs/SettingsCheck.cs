namespace NanoGpt.Jobs;

/// <summary>Collects invalid options, so that one exception names all of them.</summary>
internal sealed class SettingsCheck
{
    private readonly List<ArgumentException> problems = [];

    public void Require(bool holds, string name, string message)
    {
        if (!holds)
        {
            problems.Add(new ArgumentException(message, name));
        }
    }

    public void RequireRange<T>(T value, T min, T max, string name)
        where T : struct, IComparable<T>, IFormattable
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
        {
            problems.Add(new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be from {min} to {max}.")));
        }
    }

    public void RequireDefined<T>(T value, string name)
        where T : struct, Enum =>
        Require(
            Enum.IsDefined(value), name,
            $"{name} = {value} is not a {typeof(T).Name}: use {string.Join(", ", Enum.GetNames<T>())}.");

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
