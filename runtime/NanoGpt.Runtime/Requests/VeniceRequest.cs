namespace NanoGpt;

/// <summary>A request that the Venice service takes. It has no key for a submission id: Venice knows none.</summary>
public abstract record VeniceRequest : VideoRequest;
