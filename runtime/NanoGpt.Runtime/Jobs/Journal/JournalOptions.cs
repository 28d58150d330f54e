namespace NanoGpt.Jobs;

/// <summary>Represents the options of a journal.</summary>
/// <param name="Path">The path of the file, whose folder must exist.</param>
/// <param name="Provider">The id of the provider of all submissions.</param>
internal sealed record JournalOptions(string Path, string Provider)
{
    public const int DefaultSlack = 1000;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    public NanoGptObserver? Observer { get; init; }

    public int Slack { get; init; } = DefaultSlack;

    public Action<JournalStep>? Reached { get; init; }
}
