namespace NanoGpt;

/// <summary>The video can no longer be fetched, also not under a fresh link.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class OutputExpiredException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
