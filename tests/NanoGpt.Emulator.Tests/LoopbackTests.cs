using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Hosting;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

/// <summary>The emulator serves its own machine only, under each loopback name.</summary>
public class LoopbackTests
{
    [Theory]
    [Trait("Row", "C04")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task StartAsync_AnyLoopbackName_IsServedAndUsedInLinks(string host)
    {
        Assert.SkipWhen(host == "[::1]" && !Socket.OSSupportsIPv6, "needs IPv6");
        await using var server = await Server.StartAsync();
        var runId = await server.SubmitSimpleAsync();
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var address = new Uri($"http://{host}:{server.Emulator.BaseAddress.Port}/");
        var status = await server.GetAsync(new Uri(address, $"api/video/status?requestId={runId}").AbsoluteUri);
        Assert.Contains(address.AbsoluteUri + "media/", status.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "C04")]
    public async Task StartAsync_PortInUseOnOneAddressOnly_IsRefused()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "needs IPv6");
        using var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var e = await Assert.ThrowsAsync<IOException>(() => NanoGptEmulator.StartAsync(new EmulatorOptions { Port = port }, Server.Cancel));
        Assert.Contains($"{port}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "L03")]
    [InlineData("evil.example")]
    [InlineData("evil.example:5080")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("")]
    public async Task HandleAsync_HostOfAnotherName_IsRefusedOnEveryPath(string host)
    {
        await using var server = await Server.StartAsync();
        foreach (var path in new[] { "/api/v1/video-models", "/api/generate-video", "/media/x/1.mp4", "/none" })
        {
            var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nx-api-key: {Server.Key}\r\nConnection: close\r\n\r\n");
            var reply = await RawClient.SendAsync(server.Emulator.BaseAddress, request);
            Assert.StartsWith("HTTP/1.1 421 ", reply.Text, StringComparison.Ordinal);
            Assert.Contains("wrong_host", reply.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [Trait("Row", "L03")]
    [InlineData("LOCALHOST:1")]
    [InlineData("localhost.")]
    [InlineData("127.1.2.3")]
    [InlineData("[::1]:5080")]
    [InlineData("[::ffff:127.0.0.1]")]
    public void Reject_LoopbackName_IsAllowed(string host) => Assert.Null(HostCheck.Reject(new HostString(host)));
}
