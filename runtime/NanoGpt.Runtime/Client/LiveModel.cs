using System.Text.Json;

namespace NanoGpt;

/// <summary>A model as the service describes it.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Name">Its name; null if the service gives none.</param>
/// <param name="Description">A sentence; null if the service gives none.</param>
/// <param name="Json">Everything that the service says.</param>
public sealed record LiveModel(string Id, string? Name, string? Description, JsonElement Json);
