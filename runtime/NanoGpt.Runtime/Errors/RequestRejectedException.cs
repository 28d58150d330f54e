namespace NanoGpt;

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
