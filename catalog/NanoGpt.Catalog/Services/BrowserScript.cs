using Microsoft.JSInterop;

namespace NanoGpt.Catalogs.App.Services;

/// <summary>Calls the functions of the browser.</summary>
/// <param name="runtime">The runtime of the browser.</param>
public sealed class BrowserScript(IJSRuntime runtime) : IAsyncDisposable
{
    private readonly Lazy<Task<IJSObjectReference>> module =
        new(() => runtime.InvokeAsync<IJSObjectReference>("import", "./app.js").AsTask());

    /// <summary>Copies a text to the clipboard.</summary>
    /// <param name="text">The text.</param>
    public async Task CopyAsync(string text) => await (await module.Value).InvokeVoidAsync("copy", text);

    /// <summary>Returns the content of a meta element; null if the page has none.</summary>
    /// <param name="name">The name of the element.</param>
    public async Task<string?> ReadMetaAsync(string name) => await (await module.Value).InvokeAsync<string?>("readMeta", name);

    /// <summary>Returns a stored text; null if there is none.</summary>
    /// <param name="key">The key.</param>
    public async Task<string?> LoadAsync(string key) => await (await module.Value).InvokeAsync<string?>("load", key);

    /// <summary>Stores a text in the browser.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">The text.</param>
    public async Task SaveAsync(string key, string text) => await (await module.Value).InvokeVoidAsync("save", key, text);

    /// <summary>Sends a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, relative to the base of the site.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="body">The body; null for none.</param>
    public async Task<SiteResponse> SendAsync(
        string method, string path, IReadOnlyDictionary<string, string> headers, string? body) =>
        await (await module.Value).InvokeAsync<SiteResponse>("send", method, path, headers, body);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (module.IsValueCreated)
        {
            await (await module.Value).DisposeAsync();
        }
    }
}
