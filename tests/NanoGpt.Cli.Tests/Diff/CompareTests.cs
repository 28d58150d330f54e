using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Diff;

public class CompareTests
{
    private const string Clip = """
        id: clip
        title: Clip
        summary: Moves things.
        modes: [text-to-video, image-to-video]
        inputs:
          prompt:     { required: true, max_length: 500 }
          image:
          audio:
          resolution: { values: ["720p", "1080p"], default: "720p" }
          duration:   { values: [5, 10] }
          seed:
        rules:
          - id: sound-is-short
            when:    { audio: set }
            require: { duration: 5 }
            because: Only short clips have sound.
        pricing:
          currency: USD
          as_of: "2026-01-01"
          per_second: 0.10
          sources: [a]
        sources: [a]
        """;

    // The same service seen by somebody else: other keys, other spellings, and the names of the fields in common.
    private static readonly (string Path, string Text)[] Other =
    [
        ("provider.yaml", """
            id: venice
            title: Other
            summary: Another provider for tests.
            base_url: https://example.org/api
            sources:
              a: { title: A guide, date: "2026-01" }
            """),
        ("fields.yaml", """
            prompt: { type: string, wire: prompt, summary: What the video shows. }
            image: { type: image, wire: { data: image_data }, summary: A first frame. }
            resolution: { type: enum, wire: size, prefix: R, summary: Size of the picture. }
            duration: { type: seconds, wire: length, suffix: s, summary: Length of the video. }
            style: { type: enum, wire: style, summary: How it looks. }
            consent: { type: boolean, wire: consent, summary: That the people in it agree. }
            seed: { type: seed, wire: seed, summary: Chance. }
            """),
        ("models/clip.yaml", """
            id: clip
            type: OtherClip
            title: Clip
            summary: Moves things.
            modes: [text-to-video]
            inputs:
              prompt:     { required: true, max_length: 200 }
              image:      { required: true }
              resolution: { values: ["1080p", "4k"], default: "1080p" }
              duration:   { values: [5, 10] }
              style:      { values: [film, drawing] }
              consent:    { required: true }
              seed:
            rules:
              - id: large-is-short
                when:    { resolution: "1080p" }
                require: { duration: 5 }
                because: 1080p is rendered in five seconds only.
            pricing:
              currency: EUR
              as_of: "2026-01-01"
              per_video: 2
              sources: [a]
            sources: [a]
            """),
        ("models/quiet.yaml", """
            id: quiet
            title: Quiet
            summary: Moves things without a sound.
            modes: [text-to-video]
            inputs:
              prompt: { required: true }
            sources: [a]
            """),
    ];

    [Fact]
    public async Task Compare_TwoModels_ListsLostChangedAndEqualFields()
    {
        using var directory = Directories();
        var run = await Run.Of("models", "compare", "nanogpt/clip", "venice/clip", "-d", directory.Root);
        Assert.Equal((ExitCode.Ok, "2 lost, 2 change, 2 add, 1 rule, 3 differs\n"), (run.Code, run.Error));
        Assert.Equal(
            """
            nanogpt/clip -> venice/clip

                     WHAT                  ON THE OTHER MODEL
            lost     image                 a link is not accepted
            lost     audio                 Audio is not accepted
            change   prompt                fewer numbers of characters are allowed (up to 500 -> up to 200)
            change   resolution            720p is not allowed (720p -> 1080p, 4k)
            add      image                 Image is required
            add      consent               Consent is required
            rule     rules.large-is-short  forbids for example a request without any of these fields: 1080p is rendered in five seconds only.
            differs  resolution            the default of the service changed (720p -> 1080p)
            differs  modes                 image-to-video is not listed
            differs  pricing               the price differs (0.1 USD a second -> 2 EUR a video)

            The same: duration, seed
            Only there, optional: style
            """,
            run.Output.TrimEnd());
    }

    [Fact]
    public async Task Compare_Markdown_HasASectionPerKind()
    {
        using var directory = Directories();
        var run = await Run.Of("models", "compare", "nanogpt/clip", "quiet", "-d", directory.Root, "--markdown");
        Assert.Equal(
            """
            ## `nanogpt/clip` → `venice/quiet`

            ### Lost

            - `image`: Image is not accepted
            - `audio`: Audio is not accepted
            - `resolution`: Resolution is not accepted
            - `duration`: Duration is not accepted
            - `seed`: Seed is not accepted

            ### Different result

            - `modes`: image-to-video is not listed
            - `pricing`: the price differs (`0.1 USD a second` → `quoted`)

            The same: `prompt`.
            """,
            run.Output.TrimEnd());
    }

    [Fact]
    public async Task Compare_Json_HasEveryDifferenceWithBothSides()
    {
        using var directory = Directories();
        var report = (await Run.Of("models", "compare", "venice/clip", "nanogpt/clip", "-d", directory.Root, "--json")).Json;
        Assert.Equal(("venice", "nanogpt"), (report["from"]!["provider"]!.GetValue<string>(), report["to"]!["provider"]!.GetValue<string>()));
        var value = Assert.Single(report["differences"]!.AsArray(), item => item!["code"]!.GetValue<string>() == "value-removed")!;
        Assert.Equal("""{"kind":"change","code":"value-removed","subject":"resolution","message":"4k is not allowed","from":"4k","to":"720p, 1080p"}""", value.ToJsonString());
        Assert.Equal("""["prompt","image","duration","seed"]""", report["same"]!.ToJsonString());
        Assert.Equal("""["audio"]""", report["more"]!.ToJsonString());
    }

    [Fact]
    public async Task Compare_ModelWithItself_DiffersInNothing()
    {
        var run = await Run.Of("models", "compare", "nanogpt/sora-2", "sora-2");
        Assert.Equal((ExitCode.Ok, "nothing differs\n"), (run.Code, run.Error));
        Assert.DoesNotContain("lost", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip", "There are 2 models 'clip': specify the provider, nanogpt/clip or venice/clip.\n")]
    [InlineData("venice/quite", "There is no model 'venice/quite': did you mean venice/quiet?\n")]
    [InlineData("quite", "There is no model 'quite': did you mean quiet?\n")]
    [InlineData("nothing-like-it", "There is no model 'nothing-like-it': see 'nanogpt models list'.\n")]
    public async Task Compare_AmbiguousOrUnknownModel_IsAUsageError(string name, string error)
    {
        using var directory = Directories();
        foreach (var run in new[] { await Run.Of("models", "compare", "quiet", name, "-d", directory.Root), await Run.Of("models", "show", name, "-d", directory.Root) })
        {
            Assert.Equal((ExitCode.Usage, "", error), (run.Code, run.Output, run.Error));
        }
    }

    private static TextDirectory Directories()
    {
        var directory = new TextDirectory(("clip", Clip));
        foreach (var (path, text) in Other)
        {
            directory.Write($"../venice/{path}", text + "\n");
        }

        return directory;
    }
}
