namespace NanoGpt;

/// <summary>The journal of submissions cannot be used. Nothing was sent: without the journal that was asked for, nothing is.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JournalException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
