using System.ComponentModel;

namespace NanoGpt;

/// <summary>Represents a request to Venice. Venice has no key for a submission id.</summary>
public abstract record VeniceRequest : VideoRequest
{
    internal const string ProviderId = "venice";
}

/// <summary>Represents a request for a Venice model without a generated type. Its fields are not validated.</summary>
public sealed record RawVeniceRequest : VeniceRequest
{
    /// <inheritdoc cref="RawVideoRequest(string)"/>
    public RawVeniceRequest(string model) => TypeInfo = RequestTypeInfo.Unknown(ProviderId, model);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal override RequestTypeInfo TypeInfo { get; }

    /// <inheritdoc/>
    public bool Equals(RawVeniceRequest? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void Accept(FieldVisitor visitor)
    {
    }
}
