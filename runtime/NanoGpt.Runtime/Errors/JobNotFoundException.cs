namespace NanoGpt;

/// <summary>The service does not know the job.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JobNotFoundException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
