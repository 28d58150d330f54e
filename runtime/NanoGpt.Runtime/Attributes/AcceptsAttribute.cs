namespace NanoGpt;

/// <summary>Says in which forms a medium may be given, and its limits. Analyzers read it.</summary>
/// <param name="forms">The accepted forms; all three unless said otherwise.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AcceptsAttribute(MediaForms forms = MediaForms.All) : Attribute
{
    /// <summary>The accepted forms.</summary>
    public MediaForms Forms { get; } = forms;

    /// <summary>Whether a link may be http; else it must be https.</summary>
    public bool HttpLinks { get; init; }

    /// <summary>Most bytes of a file or data URL, decoded; 0 if the provider's limit applies.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Shortest length in seconds; 0 if none is known.</summary>
    public double MinSeconds { get; init; }

    /// <summary>Longest length in seconds; 0 if none is known.</summary>
    public double MaxSeconds { get; init; }
}
