using System.Collections.Concurrent;

namespace NanoGpt.Emulator.Requests;

internal sealed class Access(EmulatorOptions options)
{
    /// <summary>The account of all wallets. Signatures are not verified.</summary>
    public const string Wallet = "wallet";

    private const string BearerScheme = "Bearer ";
    private readonly ConcurrentDictionary<string, bool> usedKeys = new(StringComparer.Ordinal);

    public bool ContainsKey(string text) => usedKeys.Keys.Any(key => text.Contains(key, StringComparison.Ordinal));

    /// <summary>Returns the key, or <see cref="Wallet"/> for a signature; empty if there is no valid one.</summary>
    public string AuthenticateVenice(HttpContext context)
    {
        var headers = context.Request.Headers;
        var signature = headers["SIGN-IN-WITH-X"].ToString() is { Length: > 0 } text
            ? text
            : headers["X-Sign-In-With-X"].ToString();
        if (signature.Length > 0 && headers.Authorization.Count == 0)
        {
            usedKeys.TryAdd(signature, true);
            return Wallet;
        }

        // Venice does not support the header x-api-key.
        return IsBearer(headers.Authorization.ToString()) && Authenticate(context) is (var key, null) ? key : "";
    }

    public (string Key, EmulatorResponse? Error) Authenticate(HttpContext context)
    {
        var headers = context.Request.Headers;
        var bearer = headers.Authorization.ToString();
        var key = (IsBearer(bearer) ? bearer[BearerScheme.Length..] : headers["x-api-key"].ToString()).Trim();
        if (key.Length == 0)
        {
            return ("", ErrorResponses.MissingKey());
        }

        usedKeys.TryAdd(key, true);
        return options.Keys?.Contains(key) == false ? ("", ErrorResponses.InvalidKey()) : (key, null);
    }

    private static bool IsBearer(string authorization) =>
        authorization.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase);
}
