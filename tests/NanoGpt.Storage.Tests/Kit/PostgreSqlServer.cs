using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace NanoGpt.Storage.Tests.Kit;

/// <summary>A PostgreSQL server of the tests, on a free port with its files in a temporary folder.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private const string Ready = "database system is ready to accept connections";

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-pg-").FullName;
    private readonly string? programs = FindPrograms();
    private Process? server;
    private int port;

    /// <summary>Gets the connection string of a database that tests share. It is empty at first.</summary>
    public string ConnectionString => ConnectionStringOf("store");

    /// <summary>Gets a value that indicates whether commits reach the disk, which tests do not need.</summary>
    public bool IsFlushed { get; init; }

    /// <summary>Gets a value that indicates whether PostgreSQL is installed.</summary>
    public bool IsInstalled => programs is not null;

    /// <summary>Skips the test if PostgreSQL is not installed.</summary>
    public void SkipIfMissing() =>
        Assert.SkipUnless(IsInstalled, "PostgreSQL is not installed: 'apt-get install postgresql' provides it.");

    public string ConnectionStringOf(string database) =>
        $"Host=127.0.0.1;Port={port};Database={database};Username=tests;Password=secret-of-the-tests;Maximum Pool Size=20";

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionStringOf("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionStringOf(name);
    }

    /// <summary>Ends the server without warning, and starts it again.</summary>
    public async Task RestartAsync()
    {
        Kill();
        await StartAsync();
    }

    public async ValueTask InitializeAsync()
    {
        if (programs is null)
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder);
        }

        await RunAsync([.. AsServer("initdb"), "-D", Data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"]);
        await StartAsync();
        await using var admin = NpgsqlDataSource.Create(ConnectionStringOf("postgres"));
        await using var create = admin.CreateCommand("CREATE DATABASE store");
        await create.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        Directory.Delete(folder, recursive: true);
        return default;
    }

    private string Data => Path.Combine(folder, "data");

    private static string? FindPrograms() => new[] { "/usr/lib/postgresql", "/opt/homebrew/opt" }.Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories).Select(static version => Path.Combine(version, "bin"))
        .Where(static bin => File.Exists(Path.Combine(bin, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault();

    // The server refuses to run as root.
    private string[] AsServer(string program)
    {
        var path = Path.Combine(programs!, program);
        return Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path]
            : [path];
    }

    private async Task StartAsync()
    {
        port = port == 0 ? FreePort() : port;
        server = Start(
        [
            .. AsServer("postgres"), "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", $"fsync={(IsFlushed ? "on" : "off")}", "-c", "log_min_messages=log",
        ]);
        while (await server.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(Ready, StringComparison.Ordinal))
            {
                _ = server.StandardError.ReadToEndAsync();   // so that the server never waits for a reader
                return;
            }
        }

        throw new InvalidOperationException("PostgreSQL ended before it was ready.");
    }

    private void Kill()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
            File.Delete(Path.Combine(Data, "postmaster.pid"));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
    }

    private static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        WorkingDirectory = "/",
        Environment = { ["LC_ALL"] = "C" },
    })!;
}
