using System.ComponentModel;
using System.Text.Json;

namespace NanoGpt;

/// <summary>A request that the NanoGPT service takes.</summary>
public abstract record NanoGptRequest : VideoRequest
{
    internal const string SubmissionId = "conversationUUID";

    private static readonly JsonEncodedText SubmissionIdName = JsonText.Encode(SubmissionId);

    /// <summary>An empty request.</summary>
    protected NanoGptRequest()
    {
    }

    /// <summary>For generated code: a request that is read back.</summary>
    /// <param name="r">The reader of the request's object.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected NanoGptRequest(FieldReader r)
        : base(r)
    {
    }

    internal override JsonEncodedText? SubmissionIdKey => SubmissionIdName;
}
