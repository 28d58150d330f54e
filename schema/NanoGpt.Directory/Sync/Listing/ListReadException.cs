namespace NanoGpt.Directories.Sync.Listing;

/// <summary>A list that cannot be fetched, or is none.</summary>
internal sealed class ListReadException(string message) : IOException(message);
