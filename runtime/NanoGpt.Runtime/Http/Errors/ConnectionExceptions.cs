namespace NanoGpt;

/// <summary>There was no connection to the service, and nothing was sent: trying again cannot pay twice.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class NanoGptConnectionException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>What answers is not the service, again and again: a proxy's page, or another server. The job goes on.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class NotTheApiException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
