using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Tests.Kit;
using NanoGpt.Analyzers.Tests.Oracle;

namespace NanoGpt.Analyzers.Tests;

/// <summary>
/// The analyzers report nothing in the requests of the service's own guides, written as C# with the same values. Image data that
/// the guides abbreviate is completed.
/// </summary>
public class DocumentExampleTests
{
    private const string Picture = "ImageInput.FromUrl(\"data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAA\")";

    public static TheoryData<string> Examples =>
    [
        "new Veo2VideoRequest { Prompt = \"An eagle over mountains\", Duration = 5, AspectRatio = Veo2VideoAspectRatio.Ratio16x9 }",
        $"new KlingV21StandardRequest {{ Prompt = \"Wave hello\", Image = {Picture}, Duration = KlingV21StandardDuration.Seconds5, AspectRatio = \"16:9\" }}",
        "new KlingV21StandardRequest { Prompt = \"Wave hello\", Image = ImageInput.FromUrl(\"https://assets.example.com/reference/wave-hello.jpg\"), Duration = KlingV21StandardDuration.Seconds5, AspectRatio = \"16:9\" }",
        "new KlingVideoV2Request { Prompt = \"Anything\", Duration = KlingVideoV2Duration.Seconds5, AspectRatio = \"16:9\", NegativePrompt = \"blur, distortion\", CfgScale = 0.5 }",
        "new HunyuanVideoRequest { Prompt = \"Anything\", ProMode = false, AspectRatio = \"16:9\", Resolution = HunyuanVideoResolution.R720p, NumFrames = 129, NumInferenceSteps = 20, ShowExplicitContent = false }",
        $"new WanVideoImageToVideoRequest {{ Prompt = \"Anything\", Image = {Picture}, NumFrames = 81, FramesPerSecond = 16, Resolution = WanVideoImageToVideoResolution.R720p, NumInferenceSteps = 30, NegativePrompt = \"blur, distortion\", Seed = 42 }}",
        "new SeedanceVideoRequest { Prompt = \"Anything\", Resolution = SeedanceVideoResolution.R1080p, Duration = SeedanceVideoDuration.Seconds5, AspectRatio = SeedanceVideoAspectRatio.Ratio16x9, CameraFixed = false, Seed = 42 }",
        "new KlingVideoV2Request { Prompt = \"A cat at the piano\", Duration = KlingVideoV2Duration.Seconds5 }",
        $"new KlingV21ProRequest {{ Prompt = \"Towards the camera\", Image = {Picture}, Duration = KlingV21ProDuration.Seconds5, AspectRatio = \"16:9\" }}",
        "new KlingV21ProRequest { Prompt = \"Towards the camera\", Image = ImageInput.FromUrl(\"https://images.unsplash.com/photo-1504196606672-aef5c9cefc92?w=1024\"), Duration = KlingV21ProDuration.Seconds5, AspectRatio = \"16:9\" }",
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Analyzers_ExampleOfTheGuides_ReportNothing(string request)
    {
        var compilation = Compilations.Create($"class Example {{ object P => {request}; async Task M(INanoGptClient client, CancellationToken cancellationToken) => Console.WriteLine(await client.SubmitAsync({request}, cancellationToken)); }}")
            .ReplaceReference(Compilations.Models, ShippedModels.Instance.Reference);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(Verify.Run(compilation), static d => d.Id != "NGPT160");
    }
}
