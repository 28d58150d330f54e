namespace NanoGpt;

/// <summary>The body of a POST that costs money, with marks that tell how far it went.</summary>
internal interface IPaidContent
{
    /// <summary>Whether sending has begun: from then on nobody but the service knows whether it took the job.</summary>
    bool IsStarted { get; }

    /// <summary>Whether all of it was handed to the connection.</summary>
    bool IsFinished { get; }
}
