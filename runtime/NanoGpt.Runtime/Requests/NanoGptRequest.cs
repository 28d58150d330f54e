using System.ComponentModel;
using System.Text.Json;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>A request that the NanoGPT service takes.</summary>
public abstract record NanoGptRequest : VideoRequest
{
    internal const string ProviderId = "nanogpt";
    internal const string SubmissionId = "conversationUUID";

    private static readonly JsonEncodedText SubmissionIdName = JsonText.Encode(SubmissionId);

    internal override JsonEncodedText? SubmissionIdKey => SubmissionIdName;
}

/// <summary>A request for a model that the directory does not know: every field is an additional one, and none is checked.</summary>
public sealed record RawVideoRequest : NanoGptRequest
{
    /// <summary>A request without fields.</summary>
    /// <param name="model">The model's id as the service spells it.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public RawVideoRequest(string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        TypeInfo = RequestTypeInfo.Unknown(ProviderId, model);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal override RequestTypeInfo TypeInfo { get; }

    /// <inheritdoc/>
    public bool Equals(RawVideoRequest? other) =>
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
