using System.ComponentModel;
using System.Text.Json;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>
/// A request for a video. Generated records derive from it, one a model. Immutable: copy it with <c>with</c>. Null is not sent,
/// and nothing is sent that the caller did not write.
/// </summary>
public abstract record VideoRequest
{
    /// <summary>Gets the description of the model: fields, ranges, rules and prices.</summary>
    public ModelInfo Model => TypeInfo.Model;

    /// <summary>For generated code: gets the description of the request type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract RequestTypeInfo TypeInfo { get; }

    /// <summary>Keys that the model does not declare, sent as they are; null for none.</summary>
    public AdditionalFields? AdditionalFields
    {
        get;
        init => field = value?.Freeze();
    }

    /// <summary>Checks the request against everything that the directory knows about the model, without a network.</summary>
    /// <returns>All findings, in the order of the fields and then of the rules; empty if there is nothing to say. Only those of
    /// <see cref="FindingSeverity.Error"/> keep the request from being sent.</returns>
    public IReadOnlyList<Finding> Validate() => RequestValidator.Validate(this, RequestValidator.DefaultMaxUploadBytes);

    /// <summary>What the request will cost, as far as recorded prices tell.</summary>
    public CostEstimate EstimateCost() => CostEstimator.Estimate(this);

    /// <summary>The request as JSON, as it would be sent, with the contents of media.</summary>
    /// <exception cref="NotSupportedException">A medium comes from a stream, which is read only when the request is sent.</exception>
    /// <exception cref="IOException">The file of a medium cannot be read.</exception>
    public string ToJson() => RequestJson.ToJson(this);

    /// <summary>Writes the request as UTF-8 JSON. What the writer held before is dropped.</summary>
    /// <param name="writer">A writer, which can be used for one request after another.</param>
    public void WriteTo(RequestWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(this);
    }

    /// <summary>Whether the other is a request of the same type with the same values.</summary>
    /// <param name="other">The other; null is never equal.</param>
    public virtual bool Equals(VideoRequest? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && FieldEquality.AreEqual(this, other));

    /// <inheritdoc/>
    public override int GetHashCode() => FieldEquality.Hash(this);

    /// <summary>The request for people: set fields only, media without their contents.</summary>
    public sealed override string ToString() => RequestPrinter.Print(this);

    /// <summary>For generated code: shows every field to a visitor, in the order of the table.</summary>
    /// <param name="v">The visitor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Accept(FieldVisitor v);

    // The key that carries our submission id in this provider's requests; null if the provider has none.
    internal virtual JsonEncodedText? SubmissionIdKey => null;

    internal void Show(FieldVisitor v) => Accept(v);
}
