namespace NanoGpt;

/// <summary>How far a download is.</summary>
/// <param name="BytesReceived">Bytes that are there.</param>
/// <param name="TotalBytes">Bytes in all; null if the server does not say.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
