using System.IO.Compression;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Faults;

/// <summary>Tests what each fault below HTTP sends on the wire.</summary>
public class WireTests
{
    [Fact]
    [Trait("Row", "S06")]
    public async Task WireFault_ResetOnAccept_ResetsTheConnection()
    {
        var (server, faults) = await Server.StartAsync(FaultScript.Once("reset-on-accept"));
        await using var _ = server;
        var first = await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Submission());
        Assert.Equal((RawEnd.Reset, 0, 0), (first.End, first.Bytes.Length, server.Emulator.PaidJobs));
        Assert.Equal((EmulatorRoute.Connection, 1L), (Assert.Single(faults.InjectedFaults).Call.Route, faults.InjectedFaults[0].Call.Number));
        Assert.Equal("HTTP/1.1 202", (await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Closing(RawClient.Submission()))).Text[..12]);
    }

    [Theory]
    [Trait("Row", "S07")]
    [InlineData("reset-in-body", RawEnd.Reset)]
    [InlineData("closed-in-body", RawEnd.Fin)]
    public async Task WireFault_EndInBody_EndsTheConnectionUncharged(string fault, object end)
    {
        var (reply, server) = await CauseAsync(fault, RawClient.Submission(padding: 100));
        await using var _ = server;
        Assert.Equal(((RawEnd)end, 0, 0), (reply.End, reply.Bytes.Length, server.Emulator.PaidJobs));

        var (large, another) = await CauseAsync(fault, RawClient.Submission(padding: 16_000_000));
        await using var __ = another;
        Assert.Equal((0, 0), (large.Bytes.Length, another.Emulator.PaidJobs));
    }

    [Theory]
    [Trait("Row", "S08")]
    [Trait("Row", "S09")]
    [InlineData("closed", RawEnd.Fin, 1)]
    [InlineData("closed-uncharged", RawEnd.Fin, 0)]
    [InlineData("reset", RawEnd.Reset, 1)]
    [InlineData("reset-uncharged", RawEnd.Reset, 0)]
    public async Task WireFault_NoResponse_EndsTheConnection(string fault, object end, int paid)
    {
        var (reply, server) = await CauseAsync(fault);
        await using var _ = server;
        Assert.Equal(((RawEnd)end, 0, paid), (reply.End, reply.Bytes.Length, server.Emulator.PaidJobs));
    }

    [Theory]
    [Trait("Row", "S10")]
    [Trait("Row", "S46")]
    [InlineData("hang", 1, 0)]
    [InlineData("hang-uncharged", 0, 0)]
    [InlineData("head-then-silence", 1, 1)]
    public async Task WireFault_Hang_SendsNothingForTenMinutes(string fault, int paid, int heads)
    {
        var (reply, server) = await CauseAsync(fault);
        await using var _ = server;
        Assert.Equal((RawEnd.Reset, paid), (reply.End, server.Emulator.PaidJobs));
        Assert.Equal(heads, reply.Text.Split("\r\n\r\n").Length - 1);
        Assert.Equal(heads > 0, reply.Text.Length > 0);
        Assert.Contains(TimeSpan.FromMinutes(10), server.Time.Waits);
    }

    [Theory]
    [Trait("Row", "S11")]
    [InlineData("closed-idle", "")]
    [InlineData("garbage-after", "\0\u0001garbage\r\n")]
    public async Task WireFault_CloseAfterResponse_SendsTheWholeResponse(string fault, string after)
    {
        var (reply, server) = await CauseAsync(fault);
        await using var _ = server;
        Assert.Equal((RawEnd.Fin, 1), (reply.End, server.Emulator.PaidJobs));
        Assert.StartsWith("HTTP/1.1 202 Accepted\r\n", reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Lines("Connection"));
        Assert.Equal(after, reply.Body[reply.Length..]);
        Assert.Contains(server.Emulator.Journal[0].RunId, reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "S47")]
    [InlineData("half-status-line", "HTTP/1.1 20")]
    [InlineData("garbage-status", "HTP/9.9 two hundred\r\n\r\n")]
    public async Task WireFault_InvalidStatusLine_IsSent(string fault, string all)
    {
        var (reply, server) = await CauseAsync(fault);
        await using var _ = server;
        Assert.Equal((all, RawEnd.Fin, 1), (reply.Text, reply.End, server.Emulator.PaidJobs));
    }

    [Theory]
    [Trait("Row", "S32")]
    [InlineData("cut", RawEnd.Fin, 0.5)]
    [InlineData("cut-reset", RawEnd.Reset, 0.5)]
    [InlineData("length-too-small", RawEnd.Fin, 2)]
    public async Task WireFault_WrongContentLength_DiffersFromTheBody(string fault, object end, double factor)
    {
        var (reply, server) = await CauseAsync(fault);
        await using var _ = server;
        Assert.Equal(((RawEnd)end, 1), (reply.End, server.Emulator.PaidJobs));
        Assert.InRange(reply.Body.Length / (double)reply.Length, factor - 0.01, factor + 0.01);
    }

    [Fact]
    [Trait("Row", "S32")]
    public async Task WireFault_ContentLengthTooLarge_SendsLess()
    {
        var (reply, server) = await CauseAsync("length-too-large");
        await using var _ = server;
        Assert.Equal((reply.Length - 10, RawEnd.Fin), (reply.Body.Length, reply.End));
        Assert.EndsWith("}", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S32")]
    public async Task WireFault_ChunkCut_HasNoLastChunk()
    {
        var (reply, server) = await CauseAsync("chunk-cut");
        await using var _ = server;
        Assert.Equal(["chunked"], reply.Lines("Transfer-Encoding"));
        var length = Convert.ToInt32(reply.Body.Split("\r\n")[0], 16);
        Assert.Equal(length, reply.Body.Split("\r\n")[1].Length);
        Assert.DoesNotContain("0\r\n\r\n", reply.Body, StringComparison.Ordinal);
        Assert.Equal(RawEnd.Fin, reply.End);
    }

    [Fact]
    [Trait("Row", "S32")]
    public async Task WireFault_UnframedCut_SendsHalfABodyWithoutLength()
    {
        var (reply, server) = await CauseAsync("unframed-cut");
        await using var _ = server;
        Assert.Empty(reply.Lines("Content-Length"));
        Assert.Equal(["close"], reply.Lines("Connection"));
        Assert.Equal(RawEnd.Fin, reply.End);
        Assert.StartsWith("{\"runId\"", reply.Body, StringComparison.Ordinal);
        Assert.False(reply.Body.EndsWith('}'));
    }

    [Fact]
    [Trait("Row", "S44")]
    public async Task WireFault_Endless_SendsWithoutEnd()
    {
        var (reply, server) = await CauseAsync("endless");
        await using var _ = server;
        Assert.Equal(RawEnd.Open, reply.End);
        Assert.True(reply.Bytes.Length >= RawClient.Enough);
    }

    [Fact]
    [Trait("Row", "S45")]
    public async Task WireFault_GzipBomb_ExpandsTo300Megabytes()
    {
        var (reply, server) = await CauseAsync("gzip-bomb");
        await using var _ = server;
        Assert.Equal(["gzip"], reply.Lines("Content-Encoding"));
        Assert.InRange(reply.Length, 1, 400_000);
        await using var gzip = new GZipStream(new MemoryStream(reply.Bytes[^reply.Length..]), CompressionMode.Decompress);
        var buffer = new byte[1 << 20];
        long length = 0;
        for (int read; (read = await gzip.ReadAsync(buffer, Server.Cancel)) > 0;)
        {
            length += read;
        }

        Assert.Equal(300L << 20, length);
    }

    [Theory]
    [Trait("Row", "S46")]
    [InlineData("slow-head")]
    [InlineData("slow-body")]
    public async Task WireFault_SlowResponse_SendsAByteASecond(string fault)
    {
        var (reply, server) = await CauseAsync(fault);
        await using var _ = server;
        Assert.Equal(fault == "slow-head" ? reply.Bytes.Length : reply.Length, server.Time.Waits.Count(wait => wait == TimeSpan.FromSeconds(1)));
        Assert.Equal((reply.Length, RawEnd.Fin), (reply.Body.Length, reply.End));
    }

    [Fact]
    [Trait("Row", "S47")]
    public async Task WireFault_Headers_AreHugeDuplicateOrInvalid()
    {
        var (huge, server) = await CauseAsync("huge-header");
        await using var _ = server;
        Assert.Equal(128 << 10, huge.Lines("X-Huge")[0].Length);

        var (twice, second) = await CauseAsync("two-lengths");
        await using var __ = second;
        Assert.Equal(2, twice.Lines("Content-Length").Distinct().Count());

        var (illegal, third) = await CauseAsync("illegal-header");
        await using var ___ = third;
        Assert.Contains("\r\nno colon here\r\nX-Nul: a\0b\r\n", illegal.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S49")]
    public async Task WireFault_EarlyHints_PrecedeTheResponse()
    {
        var (reply, server) = await CauseAsync("early-hints");
        await using var _ = server;
        var heads = reply.Text.Split("\r\n\r\n");
        Assert.Equal(100, heads.Count(head => head.StartsWith("HTTP/1.1 103", StringComparison.Ordinal)));
        Assert.StartsWith("HTTP/1.1 202", heads[100], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S27")]
    public async Task WireFault_EarlyPayloadTooLarge_PrecedesTheBody()
    {
        var (reply, server) = await CauseAsync("413-early", RawClient.Submission(padding: 10_000));
        await using var _ = server;
        Assert.Equal((RawEnd.Fin, 0), (reply.End, server.Emulator.PaidJobs));
        Assert.StartsWith("HTTP/1.1 413 ", reply.Text, StringComparison.Ordinal);
    }

    private static async Task<(RawReply Reply, Server Server)> CauseAsync(string fault, byte[]? request = null)
    {
        var (server, faults) = await Server.StartAsync(FaultScript.Once(fault));
        var reply = await RawClient.SendAsync(server.Emulator.BaseAddress, request ?? RawClient.Submission());
        Assert.Equal(fault, Assert.Single(faults.InjectedFaults).Fault.Name);
        return (reply, server);
    }
}
