using System.ComponentModel;

namespace NanoGpt;

/// <summary>Represents a request to NanoGPT.</summary>
public abstract record NanoGptRequest : VideoRequest
{
    internal const string ProviderId = "nanogpt";
    internal const string SubmissionId = "conversationUUID";

    private static readonly JsonEncodedText SubmissionIdName = JsonText.Encode(SubmissionId);

    internal override JsonEncodedText? SubmissionIdKey => SubmissionIdName;
}

/// <summary>Represents a request for a NanoGPT model without a generated type. Its fields are not validated.</summary>
public sealed record RawVideoRequest : NanoGptRequest
{
    /// <summary>Initializes a request without fields.</summary>
    /// <param name="model">The id of the model, spelled as the service spells it.</param>
    /// <exception cref="ArgumentException"><paramref name="model"/> is empty or white space.</exception>
    public RawVideoRequest(string model) => TypeInfo = RequestTypeInfo.Unknown(ProviderId, model);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal override RequestTypeInfo TypeInfo { get; }

    /// <inheritdoc/>
    public bool Equals(RawVideoRequest? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void Accept(FieldVisitor visitor)
    {
    }
}
