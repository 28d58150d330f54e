namespace NanoGpt;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably a mistake; the request can be sent.</summary>
    Warning,

    /// <summary>The service would refuse it, or worse, charge for something else; the request is not sent.</summary>
    Error,
}
