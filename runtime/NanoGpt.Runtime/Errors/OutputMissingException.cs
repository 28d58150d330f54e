namespace NanoGpt;

/// <summary>The job is completed, but the service gives no video.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class OutputMissingException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
