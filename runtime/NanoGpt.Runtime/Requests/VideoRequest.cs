using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NanoGpt;

/// <summary>
/// Represents a request for a video. Generated records derive from it, one for each model. Requests are immutable: copy them with
/// <c>with</c>. A null property is not sent.
/// </summary>
public abstract record VideoRequest : IFieldOwner
{
    private AdditionalFields? additional;

    /// <summary>Initializes a new request.</summary>
    protected VideoRequest()
    {
    }

    /// <summary>Initializes a copy.</summary>
    /// <param name="original">The request to copy.</param>
    protected VideoRequest(VideoRequest original)
    {
        ArgumentNullException.ThrowIfNull(original);
        additional = original.Additional;
    }

    /// <summary>Gets the description of the model: fields, ranges, rules and prices.</summary>
    public ModelInfo Model => TypeInfo.Model;

    /// <summary>Gets the description of the request type. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract RequestTypeInfo TypeInfo { get; }

    /// <summary>
    /// Gets the fields that the model does not declare. They are sent as they are. An object initializer can add fields; once the
    /// request has been used or copied, they are read-only.
    /// </summary>
    [AllowNull]
    public AdditionalFields AdditionalFields
    {
        get => additional ??= [];
        init => additional = value?.Freeze();
    }

    /// <summary>Validates the request against the description of the model. Does not use the network.</summary>
    /// <returns>
    /// All findings, in the order of the fields and then of the rules; empty if the request is valid. Only findings of severity
    /// <see cref="FindingSeverity.Error"/> prevent a client from sending the request.
    /// </returns>
    public IReadOnlyList<Finding> Validate() => RequestValidator.Validate(this);

    /// <summary>Estimates the cost of the request from recorded prices. Does not send anything.</summary>
    public CostEstimate EstimateCost() => CostEstimator.Estimate(this);

    /// <summary>Returns the request as JSON, as it would be sent, including the contents of media.</summary>
    /// <exception cref="NotSupportedException">A medium comes from a stream, which is read only to be sent.</exception>
    /// <exception cref="IOException">The file of a medium cannot be read.</exception>
    public string ToJson() => RequestJson.ToJson(this);

    /// <summary>Writes the request as UTF-8 JSON and replaces what the writer held before.</summary>
    /// <param name="writer">A writer. It can be used for one request after another.</param>
    public void WriteTo(RequestWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(this);
    }

    /// <summary>Determines whether another request has the same type and the same values.</summary>
    /// <param name="other">The request to compare with.</param>
    public virtual bool Equals(VideoRequest? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && Model.Id == other.Model.Id
            && FieldEquality.AreEqual(this, other));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model.Id, FieldEquality.Hash(this));

    /// <summary>Returns a text for display with the fields that are set, without the contents of media.</summary>
    public sealed override string ToString() => RequestPrinter.Print(this);

    /// <summary>Passes every field to a visitor, in the order of the table. For generated code.</summary>
    /// <param name="visitor">The visitor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Accept(FieldVisitor visitor);

    // The JSON key of the submission id; null if the provider has none.
    internal virtual JsonEncodedText? SubmissionIdKey => null;

    AdditionalFields? IFieldOwner.Additional => Additional;

    // The additional fields, which no longer change; null for none.
    internal AdditionalFields? Additional => additional is { Count: > 0 } ? additional.Freeze() : null;

    void IFieldOwner.VisitFields(FieldVisitor visitor) => Accept(visitor);

    internal void VisitFields(FieldVisitor visitor) => Accept(visitor);
}
