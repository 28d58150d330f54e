namespace NanoGpt;

/// <summary>One video of a job.</summary>
/// <param name="Url">Where it is; expires at a time that no source names.</param>
public sealed record VideoOutput(Uri Url);
