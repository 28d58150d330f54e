namespace NanoGpt;

/// <summary>One video of a job.</summary>
/// <param name="Url">Where it is; expires at a time that no source names.</param>
public sealed record VideoOutput(Uri Url)
{
    /// <summary>
    /// Whether it can be fetched by a plain GET. Venice hands out the bytes themselves, to a POST with the key: there only the client can
    /// download it, and <see cref="Url"/> is the endpoint.
    /// </summary>
    public bool IsLink { get; init; } = true;
}
