namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>The exception that is thrown when a run is not started. Nothing was sent.</summary>
/// <param name="message">The reason.</param>
public sealed class RunRejectedException(string message) : Exception(message);
