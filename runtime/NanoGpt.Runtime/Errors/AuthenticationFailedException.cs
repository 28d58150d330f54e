namespace NanoGpt;

/// <summary>The service does not know the API key, or it may not do this (401, 403).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class AuthenticationFailedException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
