using Microsoft.AspNetCore.Components;

namespace NanoGpt.Catalogs.App.Components;

/// <summary>Represents a component that passes changes on, and that is rendered only with new parameters.</summary>
/// <remarks>
/// Otherwise each component between an input and the page would be rendered twice for a change: because it handled an event, with
/// the old value, and because of the new value.
/// </remarks>
public abstract class EditorBase : ComponentBase, IHandleEvent
{
    /// <inheritdoc/>
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);
}
