using System.Text.Encodings.Web;

namespace NanoGpt;

/// <summary>Represents a JSON value in <see cref="AdditionalFields"/>. Literals convert to it.</summary>
public readonly struct AdditionalValue : IEquatable<AdditionalValue>
{
    private readonly string? json;

    private AdditionalValue(string? json, bool isFinite = true)
    {
        this.json = json;
        IsFinite = isFinite;
    }

    /// <summary>Gets the value as compact JSON. The default value is <c>null</c>.</summary>
    public string Json => json ?? "null";

    // JSON has no infinity: validation reports such a value (NGPT106), and the writer rejects it.
    internal bool IsFinite { get; } = true;

    /// <summary>Converts a text. Null becomes JSON null.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator AdditionalValue(string? value) =>
        new(value is null ? null : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"");

    /// <summary>Converts a Boolean value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AdditionalValue(bool value) => new(value ? "true" : "false");

    /// <summary>Converts an integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AdditionalValue(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Converts a number. A number that is not finite cannot be sent.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AdditionalValue(double value) =>
        new(value.ToString("R", CultureInfo.InvariantCulture), double.IsFinite(value));

    /// <summary>Copies a JSON value. The document can be disposed afterwards.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AdditionalValue(JsonElement value) => new(JsonText.Compact(value));

    /// <summary>Returns the value as a JSON element.</summary>
    /// <exception cref="JsonException">The value is a number that is not finite.</exception>
    public JsonElement ToJsonElement()
    {
        using var document = JsonDocument.Parse(Json);
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    public bool Equals(AdditionalValue other) => string.Equals(Json, other.Json, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AdditionalValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Json);

    /// <summary>Determines whether two values have the same JSON text.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    public static bool operator ==(AdditionalValue left, AdditionalValue right) => left.Equals(right);

    /// <summary>Determines whether two values have different JSON texts.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    public static bool operator !=(AdditionalValue left, AdditionalValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Json;
}
