using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;

namespace NanoGpt.Emulator.Requests;

/// <summary>Who calls.</summary>
internal sealed class Access(EmulatorOptions options)
{
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);

    /// <summary>Whether a text holds a key that was used here.</summary>
    public bool HoldsKey(string text) => seen.Keys.Any(key => text.Contains(key, StringComparison.Ordinal));

    /// <summary>The account of every wallet: what a signature says is not looked at.</summary>
    public const string Wallet = "wallet";

    private const string BearerScheme = "Bearer ";

    /// <summary>The caller's key for Venice, or <see cref="Wallet"/> if a signature came instead; empty for neither, or a wrong key.</summary>
    public string OfVenice(HttpContext context)
    {
        var headers = context.Request.Headers;
        var signature = headers["SIGN-IN-WITH-X"].ToString() is { Length: > 0 } text ? text : headers["X-Sign-In-With-X"].ToString();
        if (signature.Length > 0 && headers.Authorization.Count == 0)
        {
            seen.TryAdd(signature, true);
            return Wallet;
        }

        // No header but this one: Venice does not know NanoGPT's.
        return headers.Authorization.ToString().StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase) && Of(context) is (var key, null) ? key : "";
    }

    public (string Key, EmulatorResponse? Refusal) Of(HttpContext context)
    {
        var headers = context.Request.Headers;
        var bearer = headers.Authorization.ToString();
        var key = bearer.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase) ? bearer[BearerScheme.Length..].Trim() : headers["x-api-key"].ToString().Trim();
        if (key.Length > 0)
        {
            seen.TryAdd(key, true);
        }

        return key.Length == 0 ? ("", Refusal.NoKey())
            : options.Keys?.Contains(key) == false ? ("", Refusal.WrongKey())
            : (key, null);
    }
}
