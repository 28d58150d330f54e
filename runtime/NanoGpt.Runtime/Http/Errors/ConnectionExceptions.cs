namespace NanoGpt;

/// <summary>Thrown when no connection to the service could be made. Nothing was sent: a retry cannot pay twice.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class NanoGptConnectionException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when repeated responses did not come from the API, such as pages of a proxy. The job continues.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class UnexpectedResponseException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);
