namespace NanoGpt;

/// <summary>Specifies the severity of a <see cref="Finding"/>.</summary>
public enum FindingSeverity
{
    /// <summary>Information.</summary>
    Info,

    /// <summary>A probable mistake. The request can be sent.</summary>
    Warning,

    /// <summary>The service would refuse the request, or charge for something else. The request is not sent.</summary>
    Error,
}
