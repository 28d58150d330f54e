namespace NanoGpt.Hosting;

/// <summary>Gives the named clients of a host; each is made once and lives as long as the host.</summary>
public interface INanoGptClientFactory
{
    /// <summary>The client of a name.</summary>
    /// <param name="name">The name that it was added under; empty for the one without a name.</param>
    INanoGptClient Get(string name = "");
}
