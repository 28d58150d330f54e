namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Whether a property is set.</summary>
internal enum Presence
{
    Unknown,
    Unset,
    Set,
}
