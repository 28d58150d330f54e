namespace NanoGpt;

/// <summary>The service refused the request: nothing was accepted.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RequestRejectedException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
