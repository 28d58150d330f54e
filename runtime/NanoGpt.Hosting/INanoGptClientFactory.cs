namespace NanoGpt.Hosting;

/// <summary>Returns the named clients of a host. Each is created once and lives as long as the host.</summary>
public interface INanoGptClientFactory
{
    /// <summary>Returns a client.</summary>
    /// <param name="name">The name of the client; empty for the one without a name.</param>
    INanoGptClient Get(string name = "");
}
