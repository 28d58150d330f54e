using System.Text.Json;

namespace NanoGpt;

/// <summary>A request that the NanoGPT service takes.</summary>
public abstract record NanoGptRequest : VideoRequest
{
    internal const string SubmissionId = "conversationUUID";

    private static readonly JsonEncodedText SubmissionIdName = JsonText.Encode(SubmissionId);

    internal override JsonEncodedText? SubmissionIdKey => SubmissionIdName;
}
