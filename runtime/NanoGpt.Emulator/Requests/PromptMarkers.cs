using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Requests;

/// <summary>Contains words in a prompt that select an outcome.</summary>
public static class PromptMarkers
{
    /// <summary>The submission is rejected because of the content policy. Nothing is charged.</summary>
    public const string Refuse = "[emulator:refuse]";

    /// <summary>The job is accepted and fails because of the content policy. The charge is refunded.</summary>
    public const string ContentPolicy = "[emulator:content-policy]";

    /// <summary>The job is accepted and fails. The charge is refunded.</summary>
    public const string Fail = "[emulator:fail]";

    /// <summary>The job is accepted and canceled. The charge is refunded.</summary>
    public const string Cancel = "[emulator:cancel]";

    /// <summary>Venice rejects the request unless it contains a consent (<c>consents</c>). Nothing is charged.</summary>
    public const string Consent = "[emulator:consent]";

    /// <summary>Venice rejects the request with status 503 because of insufficient capacity. Nothing is charged.</summary>
    public const string Capacity = "[emulator:capacity]";

    internal static JobOutcome GetOutcome(string prompt) =>
        IsIn(prompt, ContentPolicy) ? JobOutcome.ContentPolicy
        : IsIn(prompt, Fail) ? JobOutcome.Failed
        : IsIn(prompt, Cancel) ? JobOutcome.Canceled
        : JobOutcome.Completed;

    internal static bool IsIn(string prompt, string marker) => prompt.Contains(marker, StringComparison.OrdinalIgnoreCase);
}
