namespace NanoGpt;

/// <summary>The service does not know the API key, or it may not do this (401, 403).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class AuthenticationFailedException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>The account has too little money (402).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class InsufficientBalanceException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>The balance that the service wants, in its unit; null if it does not say.</summary>
    public decimal? Required { get; init; }

    /// <summary>What is left, in the same unit; null if the service does not say.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>
    /// The header <c>PAYMENT-REQUIRED</c> of Venice's wallet protocol (x402), as it came: base64 of JSON with what may be paid and to
    /// whom. Null if there was none. Nothing in it is followed.
    /// </summary>
    public string? PaymentRequirements { get; init; }
}

/// <summary>Too many requests, or a daily limit is reached (429).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RateLimitException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>How long to wait; null if the service does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When the service will take requests again, by this machine's clock; null if it does not say.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>Whether a limit of the day is reached, which no waiting inside a call would help.</summary>
    public bool IsDaily { get; init; }
}

/// <summary>The service does not have the model.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ModelNotFoundException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>The service refused the request: nothing was accepted.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RequestRejectedException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>What the service says about single fields; empty if it says nothing of the kind.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];
}

/// <summary>What a service says about one field of a request.</summary>
/// <param name="Field">The field's key in the JSON, with a path where it is inside another; empty for the whole request.</param>
/// <param name="Message">What is wrong.</param>
public sealed record FieldError(string Field, string Message);

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
