namespace NanoGpt;

/// <summary>Base64 that belongs into written JSON and is not there yet.</summary>
/// <param name="Position">Before which byte of the JSON it belongs.</param>
/// <param name="Source">Where its bytes come from.</param>
internal readonly record struct MediaSplice(int Position, DataSource Source);
