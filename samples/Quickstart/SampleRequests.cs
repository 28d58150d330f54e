using NanoGpt;
using NanoGpt.Emulator.Media;
using NanoGpt.Models;

namespace Quickstart;

/// <summary>Creates one request of each kind, with generated sample media.</summary>
internal static class SampleRequests
{
    public static IReadOnlyList<(string Name, VideoRequest Request)> All(string folder) =>
    [
        ("text-to-video", new Sora2Request
        {
            Prompt = "A lighthouse in a storm, waves breaking over the rocks, seen from a small boat",
            Resolution = Sora2Resolution.R720p,
            Duration = Sora2Duration.Seconds8,
            ProMode = false,
        }),
        ("image-to-video", new KlingV21StandardRequest
        {
            Image = ImageInput.FromFile(Write(folder, "first-frame.png", SampleImage.Create())),
            Prompt = "The sun sinks behind the field",
            Duration = KlingV21StandardDuration.Seconds5,
        }),
        ("lipsync", new LatentsyncRequest
        {
            Video = VideoInput.FromFile(Write(folder, "speaker.mp4", SampleVideo.Create(seconds: 5))),
            Audio = AudioInput.FromFile(Write(folder, "voice.wav", SampleAudio.Create(seconds: 5))),
            AudioDuration = 5,
        }),
    ];

    private static string Write(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
