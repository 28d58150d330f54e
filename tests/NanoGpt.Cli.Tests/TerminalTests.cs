using System.Diagnostics;
using System.Text;
using NanoGpt.Emulator;

namespace NanoGpt.Cli.Tests;

/// <summary>Runs the tool as a process on a pseudo-terminal, which 'script' of util-linux makes.</summary>
public class TerminalTests
{
    private const char Escape = '\u001b';

    [Fact]
    public async Task Run_Terminal_ShowsAProgressBarAndSavesTheVideo()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs 'script' of util-linux for a pseudo-terminal");
        var folder = Directory.CreateTempSubdirectory("nanogpt-terminal-");
        try
        {
            // The job runs until the clock moves, which is when the terminal has shown that it runs.
            var time = new ManualTimeProvider();
            await using var service = await NanoGptEmulator.StartAsync(
                new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromSeconds(1), TimeProvider = time },
                TestContext.Current.CancellationToken);
            var video = Path.Combine(folder.FullName, "tram.mp4");
            var tool = Path.Combine(AppContext.BaseDirectory, "nanogpt.dll");
            var screen = await OnTerminalAsync(
                service.BaseAddress, $"dotnet {tool} run sora-2 prompt=tram --poll 0.2 --out {video}",
                "running", () => time.Advance(1));

            Assert.Contains(Escape, screen);
            Assert.Contains('━', screen);   // the bar
            Assert.Contains("running", screen, StringComparison.Ordinal);
            Assert.True(File.Exists(video), screen);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Runs a command to its end, and acts as soon as it has shown a text.
    private static async Task<string> OnTerminalAsync(Uri service, string command, string awaited, Action act)
    {
        var start = new ProcessStartInfo("/usr/bin/script", ["-qefc", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in new[] { "CI", "NO_COLOR", "NANOGPT_API_KEY", "TF_BUILD", "GITHUB_ACTIONS" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["TERM"] = "xterm-256color";
        start.Environment["NANOGPT_BASE_URL"] = service.AbsoluteUri;
        using var process = Process.Start(start)!;
        try
        {
            var screen = new StringBuilder();
            var buffer = new char[4096];
            var hasActed = false;
            while (await process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
            {
                screen.Append(buffer, 0, read);
                if (!hasActed && screen.ToString().Contains(awaited, StringComparison.Ordinal))
                {
                    hasActed = true;
                    act();
                }
            }

            return screen.ToString();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
