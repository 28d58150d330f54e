namespace NanoGpt;

/// <summary>Nobody but the service knows whether it took the job: it may have been accepted and charged. Never retried by this library; look for it by <see cref="NanoGptException.SubmissionId"/> before you send it again.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class SubmissionOutcomeUnknownException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
