namespace NanoGpt;

/// <summary>A video could not be downloaded. No file was left behind.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class DownloadFailedException(string message, Exception? innerException = null) : NanoGptException(message, innerException);
