using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>One JSON value in <see cref="AdditionalFields"/>. Made from a literal by conversion; compares by its JSON text.</summary>
public readonly struct AdditionalValue : IEquatable<AdditionalValue>
{
    private readonly string? json;

    private AdditionalValue(string? json, bool isFinite = true)
    {
        this.json = json;
        IsFinite = isFinite;
    }

    /// <summary>The value as compact JSON; <c>null</c> for the default value.</summary>
    public string Json => json ?? "null";

    // JSON cannot say infinity: such a value is reported by validation (NGPT106) and refused by the writer.
    internal bool IsFinite { get; } = true;

    /// <summary>A text; null becomes JSON null.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator AdditionalValue(string? value) =>
        new(value is null ? null : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"");

    /// <summary>A truth.</summary>
    /// <param name="value">The truth.</param>
    public static implicit operator AdditionalValue(bool value) => new(value ? "true" : "false");

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AdditionalValue(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number. One that is not finite cannot be sent.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AdditionalValue(double value) =>
        new(value.ToString("R", CultureInfo.InvariantCulture), double.IsFinite(value));

    /// <summary>Any JSON value; copied, so the document may be disposed.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AdditionalValue(JsonElement value) => new(JsonText.Compact(value));

    /// <summary>The value as an element.</summary>
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

    /// <summary>Equality by JSON text.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(AdditionalValue left, AdditionalValue right) => left.Equals(right);

    /// <summary>Inequality by JSON text.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(AdditionalValue left, AdditionalValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Json;
}
