using System.Diagnostics;
using System.Text;

namespace NanoGpt.Package.Tests.Kit;

/// <summary>A program that runs until it is killed; what it prints says how far it is, so that nobody has to sleep.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder printed = new();

    public RunningProgram(string folder, string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        process = Shell.Start(folder, program, arguments, environment ?? new Dictionary<string, string>());
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    public async Task<string> ReadLineAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Limit);
        var line = await process.StandardOutput.ReadLineAsync(deadline.Token);
        Keep(line);
        return line ?? throw new InvalidOperationException($"The program ended. It printed:\n{printed}");
    }

    /// <summary>The first line from here on that has a text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        try
        {
            while (true)
            {
                var line = await ReadLineAsync();
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The program did not print '{text}' in {Limit}. It printed:\n{printed}", exception);
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (printed)
        {
            printed.AppendLine(line);
        }
    }
}
