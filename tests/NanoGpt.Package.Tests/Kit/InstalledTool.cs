namespace NanoGpt.Package.Tests.Kit;

/// <summary>The packed command line, installed into a consumer's folder.</summary>
internal static class InstalledTool
{
    /// <summary>The path of the installed program.</summary>
    public static async Task<string> InstallAsync(Consumer consumer, PackedFeed feed)
    {
        (await Shell.RunAsync(
            consumer.Root, "dotnet", "tool", "install", "NanoGpt.Cli", "--tool-path", "tool", "--version", feed.Version)).Succeeded();
        return consumer.PathOf("tool/nanogpt");
    }

    public static RunningProgram Serve(Consumer consumer, string tool) => new(consumer.Root, tool, ["serve", "--port", "0"]);

    public static async Task<string> ReadAddressAsync(RunningProgram server)
    {
        // stdout is data: its first line is the address alone, so that scripts can read it.
        var line = await server.ReadLineAsync();
        Assert.StartsWith("http://127.0.0.1:", line, StringComparison.Ordinal);
        return line;
    }
}
