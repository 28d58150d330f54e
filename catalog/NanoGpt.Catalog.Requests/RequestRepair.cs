namespace NanoGpt.Catalogs.Requests;

/// <summary>Represents a repair of a request as JSON.</summary>
/// <param name="Set">The keys to set, with their values.</param>
/// <param name="Remove">The keys to remove.</param>
public sealed record RequestRepair(JsonObject Set, IReadOnlyList<string> Remove);
