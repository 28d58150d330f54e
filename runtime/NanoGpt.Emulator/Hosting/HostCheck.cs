using System.Net;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;

namespace NanoGpt.Emulator.Hosting;

/// <summary>
/// Refuses requests that were not meant for this machine by name. A web page whose name resolves to 127.0.0.1 (DNS rebinding)
/// would otherwise be of the same origin as the emulator, and a browser would let it read and send everything.
/// </summary>
internal static class HostCheck
{
    /// <summary>Returns the refusal; null if the <c>Host</c> header names the loopback interface.</summary>
    public static EmulatorResponse? Refuse(HostString host) => IsLoopback(host.Host)
        ? null
        : Refusal.Of(
            StatusCodes.Status421MisdirectedRequest, "invalid_request_error", "wrong_host",
            "The Host header must be localhost, 127.0.0.1 or [::1]: this server is for its own machine.");

    private static bool IsLoopback(string name) =>
        name.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
}
