namespace NanoGpt;

/// <summary>
/// The model makes videos of people's faces only with somebody's consent (409). Nothing was accepted: show <see cref="PolicyText"/>, and
/// send the request again with the consent in it, if that is what the person wants. See <see cref="DocsUrl"/>.
/// </summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ConsentRequiredException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>Which consent, such as <c>seedance</c>; null if the service does not say.</summary>
    public string? ConsentFlow { get; init; }

    /// <summary>The media with faces, such as <c>image</c> or <c>reference_video</c>; empty if the service does not say.</summary>
    public IReadOnlyList<string> FaceMediaRoles { get; init; } = [];

    /// <summary>The version of the policy, which the consent names; null if the service does not say.</summary>
    public string? ConsentVersion { get; init; }

    /// <summary>What is consented to, in the service's words; null if it does not say.</summary>
    public string? PolicyText { get; init; }

    /// <summary>Where it is explained; null if the service does not say. Not followed.</summary>
    public Uri? DocsUrl { get; init; }
}
