using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NanoGpt.Catalogs.Running;

namespace NanoGpt.Catalogs.App.Services;

/// <summary>Runs requests on the server of the tool. A static site has none.</summary>
/// <param name="site">The client of the site.</param>
/// <param name="script">Reads the token of the page.</param>
public sealed class RunClient(SiteClient site, BrowserScript script)
{
    private const string Json = "application/json";

    private string? token;

    /// <summary>Returns what the server can run; null on a static site.</summary>
    public async Task<RunSession?> FindSessionAsync()
    {
        token ??= await script.ReadMetaAsync(RunProtocol.TokenMeta);
        return token is null ? null : await SendAsync("GET", RunProtocol.SessionPath, RunJson.Default.RunSession);
    }

    /// <summary>Returns all runs, the last first.</summary>
    public Task<IReadOnlyList<RunState>> ListAsync() =>
        SendAsync("GET", RunProtocol.RunsPath, RunJson.Default.IReadOnlyListRunState);

    /// <summary>Starts a run.</summary>
    /// <param name="start">The request.</param>
    /// <exception cref="SiteException">The server rejected the request. The message says why.</exception>
    public Task<RunState> StartAsync(RunStart start) => SendAsync(
        "POST", RunProtocol.RunsPath, RunJson.Default.RunState, JsonSerializer.Serialize(start, RunJson.Default.RunStart));

    /// <summary>Returns the address of the video of a run.</summary>
    /// <param name="run">The run.</param>
    public string VideoAddress(RunState run) => $"{RunProtocol.RunsPath}/{run.Id}/video?token={token}";

    private async Task<T> SendAsync<T>(string method, string path, JsonTypeInfo<T> type, string? body = null)
    {
        var headers = new Dictionary<string, string> { [RunProtocol.TokenHeader] = token!, ["Content-Type"] = Json };
        var response = await site.SendAsync(method, path, headers, body);
        if (response.IsSuccess)
        {
            return JsonSerializer.Deserialize(response.Body, type)!;
        }

        var rejection = response.MediaType?.StartsWith(Json, StringComparison.Ordinal) == true
            ? JsonSerializer.Deserialize(response.Body, RunJson.Default.RunRejection) : null;
        throw rejection is null ? SiteException.FromStatus(response.Status) : new SiteException(rejection.Message);
    }
}
