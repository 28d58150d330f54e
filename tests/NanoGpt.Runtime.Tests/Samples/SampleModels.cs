namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>The index that the generator makes of the samples.</summary>
public static class SampleModels
{
    public static IReadOnlyList<ModelInfo> All { get; } = new[] { LipsyncRequest.Info, Sora2Request.Info, StoryRequest.Info };

    public static VideoRequest Parse(string json) => RequestParser.Parse(json, All);
}
