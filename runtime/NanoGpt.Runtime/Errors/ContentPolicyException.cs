namespace NanoGpt;

/// <summary>The service refuses what the request asks for.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ContentPolicyException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>A prompt that would be taken, as Venice may suggest; null for none. It is another's text: show it, do not send it unseen.</summary>
    public string? SuggestedPrompt { get; init; }

    /// <summary>A model that may take it; null if the service recommends none.</summary>
    public string? RecommendedModel { get; init; }
}
