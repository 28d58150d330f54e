namespace NanoGpt;

/// <summary>Thrown when the service does not accept the API key (401), or does not allow it the operation (403).</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class AuthenticationFailedException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when the balance of the account is too low (402).</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class InsufficientBalanceException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets the balance that the service requires, in its unit; null if it is unknown.</summary>
    public decimal? Required { get; init; }

    /// <summary>Gets the balance that is left, in the same unit; null if it is unknown.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>
    /// Gets the header <c>PAYMENT-REQUIRED</c> of the wallet protocol of Venice (x402): Base64 of JSON that lists the accepted
    /// payments. Null if there was none. Do not follow its links.
    /// </summary>
    public string? PaymentRequirements { get; init; }
}

/// <summary>Thrown when there were too many requests, or a daily limit is reached (429).</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RateLimitException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets the time to wait before the next request; null if it is unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the time at which the service accepts requests again, by the local clock; null if it is unknown.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>Gets a value that indicates whether a daily limit is reached. The client does not wait for it.</summary>
    public bool IsDaily { get; init; }
}

/// <summary>Thrown when the service does not have the model.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ModelNotFoundException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when the service rejected the request. No job was accepted.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RequestRejectedException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets the errors of single fields; empty if the service reports none.</summary>
    public IReadOnlyList<FieldError> FieldErrors { get; init; } = [];
}

/// <summary>Represents an error that a service reports for one field of a request.</summary>
/// <param name="Field">The JSON key of the field, with a path if it is nested; empty for the whole request.</param>
/// <param name="Message">The message.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>Thrown when the service rejects the requested content.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ContentPolicyException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets a prompt that Venice suggests instead; null for none. Review it before you send it.</summary>
    public string? SuggestedPrompt { get; init; }

    /// <summary>Gets a model that may accept the request; null if the service recommends none.</summary>
    public string? RecommendedModel { get; init; }
}

/// <summary>
/// Thrown when the model requires consent for videos of the faces of people (409). No job was accepted. Show <see
/// cref="PolicyText"/>, and send the request again with the consent if the person gives it.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ConsentRequiredException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets the kind of consent, such as <c>seedance</c>; null if it is unknown.</summary>
    public string? ConsentFlow { get; init; }

    /// <summary>Gets the media with faces, such as <c>image</c> or <c>reference_video</c>; empty if they are unknown.</summary>
    public IReadOnlyList<string> FaceMediaRoles { get; init; } = [];

    /// <summary>Gets the version of the policy, which the consent names; null if it is unknown.</summary>
    public string? ConsentVersion { get; init; }

    /// <summary>Gets the text of the policy; null if the service does not send it.</summary>
    public string? PolicyText { get; init; }

    /// <summary>Gets a link to the documentation; null for none.</summary>
    public Uri? DocsUrl { get; init; }
}
