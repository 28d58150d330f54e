using System.Collections.Concurrent;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Requests;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Venice;

/// <summary>Tests the Venice client against the emulator and injected faults, over sockets and in virtual time.</summary>
public sealed class VeniceClientTests : IDisposable
{
    private const int JobCount = 200;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("venice-");

    public static TheoryData<string> QueueFaults => Truthful(EmulatorRoute.Queue);

    public static TheoryData<string> RetrieveFaults => Truthful(EmulatorRoute.Retrieve);

    private string Target => Path.Combine(folder.FullName, "video.mp4");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task DownloadAsync_OneConnection_IsEnough()
    {
        await using var server = await VeniceServer.StartAsync();
        server.Time.AutoAdvance = TimeSpan.FromMinutes(15);
        using var http = new HttpClient(new SubmitGuardHandler(new SocketsHttpHandler { MaxConnectionsPerServer = 1, AllowAutoRedirect = false }));
        using var client = NewClient(server, http: http);
        for (var i = 0; i < 3; i++)
        {
            var result = await client.GenerateAsync(Request(), null, Server.Cancel);
            await result.DownloadAsync(Target, overwrite: true, null, Server.Cancel);
            AssertWhole();
            await client.CompleteAsync(result.Job, Server.Cancel);
        }
    }

    [Fact]
    public async Task QuoteAsync_Request_IsThePriceThatIsCharged()
    {
        await using var server = await VeniceServer.StartAsync();
        using var client = NewClient(server);
        var quote = await client.QuoteAsync(Request(), cancellationToken: Server.Cancel);
        await client.SubmitAsync(Request(), Server.Cancel);
        Assert.Equal(quote, server.Emulator.Journal[0].Cost);
        Assert.Equal(4, (await client.ListModelsAsync(Server.Cancel)).Count);
    }

    [Fact]
    public async Task SubmitAsync_VeniceRefusals_ThrowTheirTypedExceptions()
    {
        await using var server = await VeniceServer.StartAsync();
        using var client = NewClient(server);
        Assert.NotNull((await Assert.ThrowsAsync<ContentPolicyException>(() => client.SubmitAsync(Request(PromptMarkers.Refuse), Server.Cancel))).SuggestedPrompt);
        Assert.Equal("seedance", (await Assert.ThrowsAsync<ConsentRequiredException>(() => client.SubmitAsync(Request(PromptMarkers.Consent), Server.Cancel))).ConsentFlow);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request(PromptMarkers.Capacity), Server.Cancel));
        var invalid = new RawVeniceRequest(VeniceDirectory.TextModel) { AdditionalFields = new() { ["prompt"] = "x", ["duration"] = "7s" } };
        Assert.Equal("duration", Assert.Single((await Assert.ThrowsAsync<RequestRejectedException>(() => client.SubmitAsync(invalid, Server.Cancel))).FieldErrors).Field);
    }

    [Fact]
    public async Task SubmitAsync_Wallet_PaysAndIsNotSentToTheStorage()
    {
        await using var server = await VeniceServer.StartAsync(options => options with { SeparateStorage = true });
        server.Time.AutoAdvance = TimeSpan.FromMinutes(15);
        var signatures = 0;
        using var client = new VeniceClient((_, _, _) => new($"signature-{++signatures}"), Options(server));
        var job = await client.SubmitAsync(Request(model: VeniceDirectory.PrivateModel), Server.Cancel);
        Assert.Equal(49.8m, job.RemainingBalance);
        var result = await job.WaitAsync(null, Server.Cancel);
        await result.DownloadAsync(Target, null, Server.Cancel);
        AssertWhole();
        Assert.Empty(server.Emulator.KeyLeaks);
    }

    [Theory]
    [MemberData(nameof(QueueFaults))]
    public async Task SubmitAsync_AnyVeniceFault_KnowsThePaidJobOrReportsUnknown(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Queue, fault), VeniceServer.With);
        await using var _ = server;
        using var client = NewClient(server);
        try
        {
            var job = await client.SubmitAsync(Request(), Server.Cancel);
            Assert.Equal(job.RunId, Assert.Single(server.Emulator.Journal).RunId);
        }
        catch (SubmissionOutcomeUnknownException)
        {
            Assert.InRange(server.Emulator.PaidJobs, 0, 1);
            Assert.Single(await client.GetUnresolvedSubmissionsAsync(TestContext.Current.CancellationToken));
        }
        catch (NanoGptException)
        {
            Assert.Equal(0, server.Emulator.PaidJobs);
            Assert.Empty(await client.GetUnresolvedSubmissionsAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains(faults.InjectedFaults, made => made.Fault.Name == fault);
    }

    [Theory]
    [MemberData(nameof(RetrieveFaults))]
    public async Task WaitAsync_AnyRetrieveFault_EndsOnlyOnARefusal(string fault)
    {
        // The first question that it can befall: while the job runs, or when the video comes.
        var (server, faults) = await Server.StartAsync(
            new FaultScript([new FaultRule(FaultCatalog.Get(fault)) { Route = EmulatorRoute.Retrieve, Times = 1 }]), VeniceServer.With);
        await using var _ = server;
        using var client = NewClient(server);
        var job = await client.SubmitAsync(Request(), Server.Cancel);
        try
        {
            await client.WaitAsync(job, null, Server.Cancel);
        }
        catch (NanoGptException exception) when (fault == "401")
        {
            Assert.Equal(job.RunId, exception.RunId);
            await client.WaitAsync(job, null, Server.Cancel);
        }

        Assert.Contains(faults.InjectedFaults, made => made.Fault.Name == fault);
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Theory]
    [MemberData(nameof(RetrieveFaults))]
    public async Task DownloadAsync_AnyRetrieveFault_SavesAWholeVideoOrNone(string fault)
    {
        var behavior = new LateFaults();
        await using var server = await VeniceServer.StartAsync(options => options with { Behavior = behavior });
        behavior.Made = new FaultBehavior(FaultScript.Always(fault), server.Time);
        server.Time.AutoAdvance = TimeSpan.FromMinutes(15);
        using var client = NewClient(server);
        var result = await client.GenerateAsync(Request(), null, Server.Cancel);
        behavior.IsOn = true;
        try
        {
            await result.DownloadAsync(Target, null, Server.Cancel);
            AssertWhole();
        }
        catch (NanoGptException)
        {
            Assert.Empty(Directory.GetFiles(folder.FullName));
        }

        behavior.IsOn = false;
        await result.DownloadAsync(Target, overwrite: true, null, Server.Cancel);
        AssertWhole();
        Assert.Equal([Target], Directory.GetFiles(folder.FullName));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task VeniceClient_SeededFaults_KnowsEveryPaidJobOrReportsUnknown(int seed)
    {
        var (server, faults) = await Server.StartAsync(new SeededFaults(seed, rate: 0.4), options => VeniceServer.With(options) with
        {
            InitialBalance = 1_000_000,
            SubmitsPerMinute = 40,
        });
        await using var _ = server;
        using var client = NewClient(server);
        var known = new ConcurrentDictionary<string, bool>();
        var files = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, JobCount), new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Server.Cancel }, async (number, cancellationToken) =>
        {
            var file = Path.Combine(folder.FullName, $"{number}.mp4");
            try
            {
                var job = await client.SubmitAsync(Request(), cancellationToken);
                known.TryAdd(job.RunId, true);
                await (await client.WaitAsync(job, null, cancellationToken)).DownloadAsync(file, null, cancellationToken);
                Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(await File.ReadAllBytesAsync(file, cancellationToken)).Select(box => box.Type));
                Interlocked.Increment(ref files);
            }
            catch (NanoGptException)
            {
                Assert.False(File.Exists(file));
            }
        });

        Assert.Empty(known.Keys.Except(server.Emulator.Journal.Select(job => job.RunId)));
        Assert.InRange(server.Emulator.PaidJobs, known.Count, known.Count + (await client.GetUnresolvedSubmissionsAsync(TestContext.Current.CancellationToken)).Count);
        Assert.Empty(server.Emulator.KeyLeaks);
        Assert.True(faults.InjectedFaults.Count > JobCount / 4);
        Assert.InRange(files, JobCount / 4, known.Count);
    }

    private static TheoryData<string> Truthful(EmulatorRoute route) =>
        [.. FaultCatalog.All.Where(fault => !fault.IsFalseSuccess && fault.Routes.Contains(route)).Select(fault => fault.Name)];

    private static FaultScript On(EmulatorRoute route, string fault) => new([new FaultRule(FaultCatalog.Get(fault)) { Route = route, Times = 1 }]);

    private static RawVeniceRequest Request(string prompt = "A lighthouse", string model = VeniceDirectory.TextModel) => new(model)
    {
        AdditionalFields = new() { ["prompt"] = prompt, ["duration"] = "5s", ["resolution"] = "720p" },
    };

    private static VeniceClient NewClient(Server server, HttpClient? http = null) => new(Server.Key, Options(server), http);

    private static VeniceClientOptions Options(Server server) => new()
    {
        BaseAddress = server.Emulator.VeniceAddress,
        AllowInsecureLoopback = true,
        TimeProvider = server.Time,
        RequestTimeout = TimeSpan.FromDays(40),   // virtual time runs ahead of the sockets
        DownloadIdleTimeout = TimeSpan.FromDays(40),
        SubmitTimeout = TimeSpan.FromDays(40),
        MaxDownloadBytes = 8 << 20,
    };

    private void AssertWhole() => Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(File.ReadAllBytes(Target)).Select(box => box.Type));

    // Makes nothing until it is told to.
    private sealed class LateFaults : IEmulatorBehavior
    {
        public FaultBehavior? Made { get; set; }

        public bool IsOn { get; set; }

        public ValueTask<Responses.EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) =>
            IsOn ? Made!.BeforeAsync(call, cancellationToken) : new((Responses.EmulatorResponse?)null);

        public ValueTask<Responses.EmulatorResponse> AfterAsync(
            EmulatorCall call, Responses.EmulatorResponse response, CancellationToken cancellationToken) =>
            IsOn ? Made!.AfterAsync(call, response, cancellationToken) : new(response);
    }
}
