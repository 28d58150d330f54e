using System.Diagnostics;
using System.Globalization;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Crash;

/// <summary>Processes that are killed at every named point between a submission's id and its job.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Jobs = 1000;
    private const int JobsALife = 40;
    private const int Killed = 128 + 9;   // by SIGKILL

    private static readonly string[] Points =
    [
        nameof(NanoGptEventKind.Submitting),   // nothing is written
        nameof(NanoGptEventKind.Sending),      // the intent is written, nothing sent
        CrashChild.InBody,                     // the body is on its way
        nameof(NanoGptEventKind.Answered),     // accepted, and not written
        nameof(NanoGptEventKind.Accepted),     // accepted and written
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    public void Dispose() => CanaryOfAllTests.Sweep(folder);

    [Fact]
    public async Task S56_S57_no_kill_pays_twice_and_none_loses_a_job()
    {
        var service = new FakeService(TimeProvider.System);
        var journal = Path.Combine(folder, "jobs.jsonl");
        await using var server = new FaultServer(async connection =>
        {
            while (true)
            {
                var request = await connection.ReadRequestAsync();
                var line = request[..request.IndexOf(' ', request.IndexOf(' ', StringComparison.Ordinal) + 1)].Split(' ');
                var (status, body) = service.Handle(line[0], line[1], request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
                await connection.AnswerAsync(status, body);
            }
        });

        Assert.SkipWhen(OperatingSystem.IsWindows(), "The exit code of a kill is another there.");

        // Each life ends at another point; some leave half a line behind as well.
        var kills = 0;
        for (var life = 0; service.Jobs.Count < Jobs - JobsALife; life++)
        {
            var code = await RunAsync(server.Address, journal, Points[life % Points.Length], JobsALife - (life % 3));
            Assert.Equal(Killed, code);
            kills++;
            if (life % 4 == 3)
            {
                await File.AppendAllTextAsync(journal, "{\"v\":2,\"submissionId\":\"01", TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(0, await RunAsync(server.Address, journal, "Never", 1));
        Assert.True(kills >= 4 * Points.Length, $"{kills} kills");
        Assert.Equal(1, service.MostPaidOfOneSubmission);
        using var client = TestClient.New(new() { JournalPath = journal });
        Assert.Equal(service.Jobs.Select(job => job.RunId).Order(), client.OpenJobs.Select(job => job.RunId).Order());
    }

    private static async Task<int> RunAsync(Uri address, string journal, string point, int after)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrashTests).Assembly.Location]) { RedirectStandardError = true };
        start.Environment[CrashChild.Variable] = string.Create(CultureInfo.InvariantCulture, $"{address}|{journal}|{point}|{after}|{Jobs}");
        using var child = Process.Start(start)!;
        var said = await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode is 0 or Killed, said);
        return child.ExitCode;
    }
}
