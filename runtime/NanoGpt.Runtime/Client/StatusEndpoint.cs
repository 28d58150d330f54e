namespace NanoGpt;

/// <summary>Where jobs are asked for.</summary>
public enum StatusEndpoint
{
    /// <summary>The one address for all jobs.</summary>
    Unified,

    /// <summary>The older address, which wants the model too.</summary>
    Legacy,
}
