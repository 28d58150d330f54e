namespace NanoGpt;

/// <summary>The service refuses what the request asks for.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ContentPolicyException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
