namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>The index that the generator makes of the samples.</summary>
public static class SampleModels
{
    private static readonly RequestTypeInfo[] Types = [LipsyncRequest.Info, Sora2Request.Info, StoryRequest.Info];

    public static IReadOnlyList<ModelInfo> All { get; } = RequestTypeInfo.GetModels(Types);

    public static VideoRequest Parse(string json) => RequestParser.Parse(json, Types);
}
