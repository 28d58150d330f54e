namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>The index that the generator makes of the samples.</summary>
public static class SampleModels
{
    public static VideoRequest Parse(string json) => RequestParser.Parse(json, Create);

    private static VideoRequest? Create(string model, FieldReader r) => model switch
    {
        "sora-2" => new Sora2Request(r),
        "lipsync-sample" => new LipsyncRequest(r),
        "story-sample" => new StoryRequest(r),
        _ => null,
    };
}
