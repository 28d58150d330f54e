using System.Net.Http.Json;
using NanoGpt.Catalogs.Running;

namespace NanoGpt.Catalogs.App.Services;

/// <summary>Runs requests on the server of the tool. A static site has none.</summary>
/// <param name="http">The client of the site.</param>
/// <param name="script">Reads the token of the page.</param>
public sealed class RunClient(HttpClient http, BrowserScript script)
{
    private string? token;

    /// <summary>Returns what the server can run; null on a static site.</summary>
    public async Task<RunSession?> FindSessionAsync()
    {
        token ??= await script.ReadMetaAsync(RunProtocol.TokenMeta);
        return token is null ? null : await SendAsync(HttpMethod.Get, RunProtocol.SessionPath, RunJson.Default.RunSession);
    }

    /// <summary>Returns all runs, the last first.</summary>
    public Task<IReadOnlyList<RunState>> ListAsync() =>
        SendAsync(HttpMethod.Get, RunProtocol.RunsPath, RunJson.Default.IReadOnlyListRunState);

    /// <summary>Starts a run.</summary>
    /// <param name="start">The request.</param>
    /// <exception cref="HttpRequestException">The server rejected the request. The message says why.</exception>
    public Task<RunState> StartAsync(RunStart start) => SendAsync(
        HttpMethod.Post, RunProtocol.RunsPath, RunJson.Default.RunState, JsonContent.Create(start, RunJson.Default.RunStart));

    /// <summary>Returns the address of the video of a run.</summary>
    /// <param name="run">The run.</param>
    public string VideoAddress(RunState run) => $"{RunProtocol.RunsPath}/{run.Id}/video?token={token}";

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, HttpContent? content = null)
    {
        using var message = new HttpRequestMessage(method, path) { Content = content };
        message.Headers.Add(RunProtocol.TokenHeader, token);
        using var response = await http.SendAsync(message);
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync(type))!;
        }

        var rejection = response.Content.Headers.ContentType?.MediaType == "application/json"
            ? await response.Content.ReadFromJsonAsync(RunJson.Default.RunRejection) : null;
        throw new HttpRequestException(rejection?.Message ?? $"The server answered with status {(int)response.StatusCode}.");
    }
}
