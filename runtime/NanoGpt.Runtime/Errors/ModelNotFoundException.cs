namespace NanoGpt;

/// <summary>The service does not have the model.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class ModelNotFoundException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
