using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Requests;

/// <summary>Words in a prompt that make the emulator do what the service does only now and then.</summary>
public static class PromptMarkers
{
    /// <summary>The submission is refused by the content policy; nothing is charged.</summary>
    public const string Refuse = "[emulator:refuse]";

    /// <summary>The job is taken, then fails by the content policy, and the charge is given back.</summary>
    public const string ContentPolicy = "[emulator:content-policy]";

    /// <summary>The job is taken, then fails, and the charge is given back.</summary>
    public const string Fail = "[emulator:fail]";

    /// <summary>The job is taken, then cancelled, and the charge is given back.</summary>
    public const string Cancel = "[emulator:cancel]";

    /// <summary>Venice wants a consent before it takes the request, unless it carries one (<c>consents</c>); nothing is charged.</summary>
    public const string Consent = "[emulator:consent]";

    /// <summary>Venice is at capacity and says so with 503; nothing is charged.</summary>
    public const string Capacity = "[emulator:capacity]";

    internal static JobOutcome EndingOf(string prompt) =>
        Has(prompt, ContentPolicy) ? JobOutcome.ContentPolicy
        : Has(prompt, Fail) ? JobOutcome.Failed
        : Has(prompt, Cancel) ? JobOutcome.Canceled
        : JobOutcome.Completed;

    internal static bool Has(string prompt, string marker) => prompt.Contains(marker, StringComparison.OrdinalIgnoreCase);
}
