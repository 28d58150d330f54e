using System.Diagnostics;

namespace NanoGpt.Orleans.Tests.Kit;

/// <summary>A Redis server of the tests, on a free port and in memory.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string? Program = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
        .Select(static folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    private readonly Process server;

    private RedisServer(Process server, int port) => (this.server, ConnectionString) = (server, $"127.0.0.1:{port}");

    /// <summary>Gets the connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Skips the test if Redis is not installed.</summary>
    public static void SkipIfMissing() =>
        Assert.SkipUnless(Program is not null, "Redis is not installed: 'apt-get install redis-server' provides it.");

    public static async Task<RedisServer> StartAsync()
    {
        var port = Ports.Free();
        var server = Process.Start(new ProcessStartInfo(
            Program!, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()])
        {
            RedirectStandardOutput = true,
        })!;
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = server.StandardOutput.ReadToEndAsync();   // so that the server never waits for a reader
                return new RedisServer(server, port);
            }
        }

        throw new InvalidOperationException("Redis ended before it was ready.");
    }

    /// <summary>Ends the server without warning.</summary>
    public void Kill()
    {
        server.Kill();   // does nothing if it has ended
        server.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        server.Dispose();
        return default;
    }
}
