using System.ComponentModel;

namespace NanoGpt;

/// <summary>A request that the Venice service takes. It has no key for a submission id: Venice knows none.</summary>
public abstract record VeniceRequest : VideoRequest
{
    internal const string ProviderId = "venice";
}

/// <summary>A request for a model of Venice's that the directory does not know: every field is an additional one, and none is checked.</summary>
public sealed record RawVeniceRequest : VeniceRequest
{
    /// <summary>A request without fields.</summary>
    /// <param name="model">The model's id as the service spells it.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public RawVeniceRequest(string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        TypeInfo = RequestTypeInfo.Unknown(ProviderId, model);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal override RequestTypeInfo TypeInfo { get; }

    /// <inheritdoc/>
    public bool Equals(RawVeniceRequest? other) =>
        base.Equals(other) && string.Equals(Model.Id, other.Model.Id, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), StringComparer.Ordinal.GetHashCode(Model.Id));

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void Accept(FieldVisitor v)
    {
        // No declared fields.
    }
}
