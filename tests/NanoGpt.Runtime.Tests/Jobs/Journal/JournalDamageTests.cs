using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;
using System.Text;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests journals that are lost, damaged or of another version: no submission is paid twice.</summary>
public sealed class JournalDamageTests : IDisposable
{
    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
    private readonly ManualTimeProvider time = new() { AutoAdvance = TimeSpan.FromSeconds(60) };
    private readonly EventList seen = new();
    private readonly FakeService service;
    private readonly FakeServiceHandler handler;
    private readonly HttpClient http;

    public JournalDamageTests()
    {
        service = new FakeService(time);
        handler = new FakeServiceHandler(service);
        http = new HttpClient(handler);
    }

    public enum Ruin
    {
        None,
        Deleted,
        Emptied,
        ZeroFilled,
        Utf16,
        LastLineLost,
        LinesSwapped,
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(folder, "jobs.jsonl");

    public void Dispose()
    {
        http.Dispose();
        CanaryOfAllTests.Sweep(folder);
    }

    [Theory]
    [InlineData(Ruin.None)]
    [InlineData(Ruin.Deleted)]
    [InlineData(Ruin.Emptied)]
    [InlineData(Ruin.ZeroFilled)]
    [InlineData(Ruin.Utf16)]
    [InlineData(Ruin.LastLineLost)]
    [InlineData(Ruin.LinesSwapped)]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_OwnIdAndUnreadableJournal_ReturnsTheFirstJob(Ruin ruin)
    {
        var id = Guid.NewGuid();
        var first = await SubmitAsync(id);
        RuinFile(ruin);
        Assert.Equal(first, await SubmitAsync(id));
        Assert.Single(service.Jobs);
    }

    [Fact]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_OwnIdInAnotherJournal_ReturnsTheFirstJob()
    {
        var id = Guid.NewGuid();
        string first;
        using (var client = TestClient.New(Options(path: null), http))
        {
            first = (await client.SubmitAsync(Request, new SubmitOptions { SubmissionId = id }, Ct)).RunId;
        }

        Assert.Equal(first, await SubmitAsync(id));
        Assert.Single(service.Jobs);
    }

    // Refused, then sent again and accepted: the line that is damaged is the one that knows of the job.
    [Fact]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_DamagedLineAfterARefusal_IsLookedUpAndNotSentAgain()
    {
        var id = Guid.NewGuid();
        handler.Fault = request => request.Method == HttpMethod.Post ? FakeFault.Refused : FakeFault.None;
        await Assert.ThrowsAsync<RequestRejectedException>(() => SubmitAsync(id));
        handler.Fault = _ => FakeFault.None;
        var first = await SubmitAsync(id);
        var lines = await File.ReadAllLinesAsync(Path, Ct);
        await File.WriteAllTextAsync(Path, string.Concat(lines[..2].Append("?").Append("?").Select(line => line + "\n")), Ct);
        Assert.Equal(first, await SubmitAsync(id));
        Assert.Single(service.Jobs);
    }

    [Theory]
    [InlineData("{\"v\":1,\"submissionId\":\"0197a9a4-0000-7000-8000-000000000000\",\"state\":\"Accepted\",\"model\":\"m\"}", "version 1,")]
    [InlineData("{\"v\":2,\"submissionId\":\"0197a9a4-0000-7000-8000-000000000000\",\"more\":{}}", "version 2,")]
    [InlineData("{\"what\":[1],\"v\":2027}", "version 2027,")]
    [Trait("Row", "S71")]
    public async Task Client_JournalOfAnotherVersion_IsRefusedAndKept(string line, string said)
    {
        foreach (var text in new[] { line + "\n", JournalLines.Sealed(line) })
        {
            await File.WriteAllTextAsync(Path, text, Ct);
            var failure = Assert.Throws<JournalException>(() => TestClient.New(Options(), http));
            Assert.Contains(said, failure.Message, StringComparison.Ordinal);
            Assert.Contains(nameof(VideoClientOptions.JournalPath), failure.Message, StringComparison.Ordinal);
            Assert.Equal(text, await File.ReadAllTextAsync(Path, Ct));
        }
    }

    // Whatever the bits: the damage is noticed, no job of another submission is given, and nothing is paid twice.
    [Fact]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_JournalWithFlippedBits_IsDetectedAndNeverPaysTwice()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        var runs = new Dictionary<Guid, string>();
        foreach (var id in ids)
        {
            handler.Fault = request => request.Method == HttpMethod.Post && id == ids[1] ? FakeFault.Refused : FakeFault.None;
            await Task.WhenAny(SubmitAsync(id));
        }

        handler.Fault = _ => FakeFault.None;
        foreach (var id in ids)
        {
            runs[id] = await SubmitAsync(id);
        }

        var whole = await File.ReadAllBytesAsync(Path, Ct);
        var flips = Gen.Choose(0, (whole.Length * 8) - 1).ArrayOf(3).Select(bits => bits[..(1 + (bits[0] % 3))].Distinct().ToArray());
        foreach (var bits in flips.Sample(500).Concat(Enumerable.Range(0, 8).Select(bit => new[] { ((whole.Length - 1) * 8) + bit })))
        {
            var bytes = (byte[])whole.Clone();
            Array.ForEach(bits, bit => bytes[bit / 8] ^= (byte)(1 << (bit % 8)));
            await File.WriteAllBytesAsync(Path, bytes, Ct);
            seen.Events.Clear();
            using var client = TestClient.New(Options(), http);
            Assert.True(seen.Events.Any(e => e.Kind == NanoGptEventKind.JournalLinesSkipped), $"bits {string.Join(" ", bits)}: not noticed");
            foreach (var id in ids)
            {
                var job = await client.SubmitAsync(Request, new SubmitOptions { SubmissionId = id }, Ct);
                Assert.True(job.RunId == runs[id], $"bits {string.Join(" ", bits)}: another job");
            }
        }

        Assert.Equal(1, service.MostPaidOfOneSubmission);
    }

    // Three flips, one of them in the last line end: the last line is whole, and not torn.
    [Fact]
    [Trait("Row", "S71")]
    public void IsTorn_LineWhoseEndIsDamaged_IsFalse()
    {
        var line = Encoding.UTF8.GetBytes(JournalLines.Sealed("{\"v\":3,\"submissionId\":\"x\",\"state\":\"Accepted\"}"));
        var bit = Gen.Choose(0, (line.Length * 8) - 1);
        var flips =
            from end in Gen.Choose((line.Length - 1) * 8, (line.Length * 8) - 1)
            from others in bit.ArrayOf(2)
            select (end, others);
        Prop.ForAll(flips.ToArbitrary(), flipped =>
        {
            var damaged = (byte[])line.Clone();
            foreach (var at in new[] { flipped.end }.Concat(flipped.others))
            {
                damaged[at / 8] ^= (byte)(1 << (at % 8));
            }

            return !JournalLine.IsIncomplete(damaged) || damaged[^1] == '\n';
        }).Check(5000);
        for (var length = 1; length < line.Length - 1; length++)
        {
            Assert.True(JournalLine.IsIncomplete(line.AsSpan(0, length)), $"{length} bytes");
        }
    }

    [Fact]
    [Trait("Row", "S71")]
    public async Task Client_LastLineTornAnywhere_RemovesItAndContinues()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var run = await SubmitAsync(first);
        var whole = await File.ReadAllBytesAsync(Path, Ct);
        await SubmitAsync(second);
        var all = await File.ReadAllBytesAsync(Path, Ct);
        var next = Array.IndexOf(all, (byte)'\n', whole.Length);
        for (var length = whole.Length + 1; length < next; length++)
        {
            await File.WriteAllBytesAsync(Path, all[..length], Ct);
            seen.Events.Clear();
            using (var journal = new SubmissionJournal(Options().JournalOf(Providers.NanoGpt)))
            {
                Assert.Equal(JournalGap.None, journal.Gap);
                Assert.Null(journal.Find(second));
                Assert.Equal(run, journal.Find(first)!.RunId);
            }

            Assert.Single(seen.Events, e => e.Kind == NanoGptEventKind.JournalLinesSkipped);
            Assert.Equal(whole, await File.ReadAllBytesAsync(Path, Ct));
        }

        // A line that lacks its end only says all it has to say.
        await File.WriteAllBytesAsync(Path, all[..next], Ct);
        using var last = new SubmissionJournal(Options().JournalOf(Providers.NanoGpt));
        Assert.Equal(SubmissionState.Sending, last.Find(second)!.State);
    }

    [Theory]
    [InlineData(nameof(JournalStep.LineHalfWritten))]
    [InlineData(nameof(JournalStep.LineWritten))]
    [InlineData(nameof(JournalStep.LineFlushed))]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_LineThatCannotBeWritten_LeavesNothingOfIt(string step)
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await SubmitAsync(first);
        var whole = await File.ReadAllBytesAsync(Path, Ct);
        var fails = true;
        var options = Options();
        options.JournalReached = at =>
        {
            if (fails && at.ToString() == step)
            {
                throw new IOException("injected");
            }
        };
        using (var client = TestClient.New(options, http))
        {
            await Assert.ThrowsAsync<JournalException>(() => client.SubmitAsync(Request, new SubmitOptions { SubmissionId = second }, Ct));
            Assert.Equal(whole.Length, new FileInfo(Path).Length);
            Assert.Single(service.Jobs);
            fails = false;
            await client.SubmitAsync(Request, new SubmitOptions { SubmissionId = second }, Ct);
        }

        using var journal = new SubmissionJournal(Options().JournalOf(Providers.NanoGpt));
        Assert.Equal((JournalGap.None, SubmissionState.Accepted), (journal.Gap, journal.Find(second)!.State));
        Assert.DoesNotContain(seen.Events, e => e.Kind == NanoGptEventKind.JournalLinesSkipped);
    }

    [Theory]
    [InlineData("\"state\":\"Accepted\",\"model\":\"m\",\"submittedAt\":\"2026-01-01T00:00:00Z\"")]                      // no job
    [InlineData("\"state\":\"Accepted\",\"model\":\"m\",\"submittedAt\":\"2026-01-01T00:00:00Z\",\"runId\":\"a/b\"")]    // no id
    [InlineData("\"state\":\"Rejected\",\"model\":\"m\",\"submittedAt\":\"2026-01-01T00:00:00Z\",\"runId\":\"vid_1\"")]  // both
    [InlineData("\"state\":\"Accepted\",\"model\":\"m\",\"submittedAt\":\"yesterday\",\"runId\":\"vid_1\"")]
    [InlineData("\"state\":\"Accepted\",\"submittedAt\":\"2026-01-01T00:00:00Z\",\"runId\":\"vid_1\"")]
    [InlineData("\"state\":\"7\",\"model\":\"m\",\"submittedAt\":\"2026-01-01T00:00:00Z\"")]
    [InlineData("\"forgotten\":\"Everything\"")]
    [Trait("Row", "S71")]
    public async Task Journal_LineThatContradictsItself_CountsAsDamaged(string members)
    {
        await File.WriteAllTextAsync(Path, JournalLines.Sealed($"{{\"v\":3,\"submissionId\":\"{Guid.NewGuid()}\",{members}}}"), Ct);
        using var journal = new SubmissionJournal(Options().JournalOf(Providers.NanoGpt));
        Assert.Equal(JournalGap.Damage, journal.Gap);
        Assert.Empty(journal.Where(_ => true));
    }

    [Fact]
    [Trait("Row", "S71")]
    public async Task Journal_ReplacedAfterDamage_KeepsTheDamageMark()
    {
        await File.WriteAllTextAsync(Path, string.Concat(Enumerable.Repeat("rubbish\n", 50)), Ct);
        var options = Options();
        options.JournalSlack = 10;
        using (var journal = new SubmissionJournal(options.JournalOf(Providers.NanoGpt)))
        {
            Assert.Equal(JournalGap.Damage, journal.Gap);
        }

        Assert.Single(await File.ReadAllLinesAsync(Path, Ct));
        using var later = new SubmissionJournal(Options().JournalOf(Providers.NanoGpt));
        Assert.Equal(JournalGap.Damage, later.Gap);
    }

    private async Task<string> SubmitAsync(Guid id)
    {
        using var client = TestClient.New(Options(), http);
        return (await client.SubmitAsync(Request, new SubmitOptions { SubmissionId = id }, Ct)).RunId;
    }

    private void RuinFile(Ruin ruin)
    {
        var lines = File.ReadAllLines(Path);
        switch (ruin)
        {
            case Ruin.Deleted:
                File.Delete(Path);
                break;
            case Ruin.Emptied:
                File.WriteAllText(Path, "");
                break;
            case Ruin.ZeroFilled:
                File.WriteAllBytes(Path, new byte[new FileInfo(Path).Length]);
                break;
            case Ruin.Utf16:
                File.WriteAllText(Path, File.ReadAllText(Path), Encoding.Unicode);
                break;
            case Ruin.LastLineLost:
                File.WriteAllLines(Path, lines[..^1]);
                break;
            case Ruin.LinesSwapped:
                File.WriteAllLines(Path, lines.Reverse());
                break;
        }
    }

    private NanoGptClientOptions Options() => Options(Path);

    private NanoGptClientOptions Options(string? path) => new() { JournalPath = path, TimeProvider = time, Observer = seen, ReconcileGrace = TimeSpan.Zero };
}
