namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>Request types in the shape that the generator gives them, as far as analyzers look.</summary>
internal static class SampleModels
{
    public const string Source = /* lang=c#-test */ """
        #nullable enable
        using System.ComponentModel;
        using System.ComponentModel.DataAnnotations;
        using NanoGpt;

        namespace NanoGpt.Models
        {
            [VideoModel("nanogpt", "sora-2")]
            [ModelRule("wide-needs-pro", When = "Resolution=R1792x1024", Require = "ProMode=true", Because = "1792x1024 is rendered only in pro mode.")]
            [Price("USD", "2026-08-24", "ProMode=false & Resolution=R720p: 0.1/s", "ProMode=true & Resolution=R720p: 0.3/s", "ProMode=true & Resolution=R1792x1024: 0.5/s")]
            public sealed record Sora2Request : NanoGptRequest
            {
                public required string Prompt { get; init; }
                [Accepts(MediaForms.Url | MediaForms.Data | MediaForms.Attachment)] public ImageInput? Image { get; init; }
                [CostDriver, DefaultValue(false)] public bool? ProMode { get; init; }
                [CostDriver] public Sora2Resolution? Resolution { get; init; }
                public Sora2Orientation? Orientation { get; init; }
                [CostDriver, DefaultValue(Sora2Duration.Seconds4)] public Sora2Duration? Duration { get; init; }
                protected override RequestTypeInfo TypeInfo => null!;
                protected override void Accept(FieldVisitor v) { }
            }

            public enum Sora2Resolution { R720p, R1792x1024 }
            public enum Sora2Orientation { Landscape, [Disputed] Portrait }
            public enum Sora2Duration { Seconds4 = 4, Seconds8 = 8, Seconds12 = 12 }

            [VideoModel("nanogpt", "every-2")]
            [ModelRule("one-of", RequireAny = "Prompt|Script", Because = "a video needs words.")]
            [ModelRule("one-start", AtMostOne = "Image|Video", Because = "there is one start.")]
            [ModelRule("long-no-audio", When = "Duration>=8", Forbid = "Audio", Because = "sound ends after 8 seconds.")]
            [ModelRule("anime-plain", When = "Style='anime'", Forbid = "Seed", Because = "anime is not seeded.", Warning = true)]
            [ModelRule("last-needs-first", When = "LastFrame", Require = "Image", Because = "a last frame ends a first one.")]
            [ModelRule("fps-high", When = "Fps=60", Require = "Quality=High|Best & Duration<=5", Because = "60 frames are costly.")]
            public sealed partial record Every2Request : NanoGptRequest
            {
                [StringLength(20, MinimumLength = 3)] public string? Prompt { get; init; }
                [StringLength(int.MaxValue, MinimumLength = 2)] public string? Script { get; init; }
                [StringLength(8)] public string? Tag { get; init; }
                public string? Style { get; init; }
                [DefaultValue(5), Range(2, 10)] public int? Duration { get; init; }
                [AllowedValues(null, 24, 30, 60)] public int? Fps { get; init; }
                [Range(81, 121), Step(4)] public int? Frames { get; init; }
                [Range(0.0, 1.0, MinimumIsExclusive = true)] public double? Strength { get; init; }
                [Range(int.MinValue, 30)] public int? Shift { get; init; }
                [Range(0.0, 4294967295.0)] public long? Seed { get; init; }
                public Every2Quality? Quality { get; init; }
                public bool? Loop { get; init; }
                [Accepts(MediaForms.Url | MediaForms.Data, MaxBytes = 1000)] public ImageInput? Image { get; init; }
                [Accepts(MediaForms.Url, HttpLinks = true)] public ImageInput? LastFrame { get; init; }
                [Accepts(MediaForms.Url)] public VideoInput? Video { get; init; }
                [Accepts(MediaForms.Data)] public AudioInput? Audio { get; init; }
                [Accepts(MediaForms.Url), Count(1, 2)] public ValueList<ImageInput>? References { get; init; }
                [Count(0, 3), EachItem(MinLength = 1, MaxLength = 5)] public ValueList<string>? Words { get; init; }
                [EachItem(Min = 1, Max = 9)] public ValueList<int>? Counts { get; init; }
                public Every2Options? Options { get; init; }
                protected override RequestTypeInfo TypeInfo => null!;
                protected override void Accept(FieldVisitor v) { }
            }

            [VideoModel("nanogpt", "scene-1")]
            public sealed record Scene1Request : NanoGptRequest
            {
                [References("@Element", "Elements"), References("@Image", "Images"), References("@Clip", "Clip")] public string? Prompt { get; init; }
                public ValueList<Scene1Element>? Elements { get; init; }
                public ValueList<ImageInput>? Images { get; init; }
                public VideoInput? Clip { get; init; }
                protected override RequestTypeInfo TypeInfo => null!;
                protected override void Accept(FieldVisitor v) { }
            }

            public sealed record Scene1Element : FieldGroup
            {
                public ImageInput? Front { get; init; }
                protected override void Accept(FieldVisitor v) { }
            }

            public enum Every2Quality { Low, High, Best }

            public sealed record Every2Options : FieldGroup
            {
                [Range(1, 5)] public int? Level { get; init; }
                public required string Name { get; init; }
                protected override void Accept(FieldVisitor v) { }
            }

            [VideoModel("nanogpt", "old-1")]
            [System.Obsolete("The model old-1 is deprecated. Use Sora2Request.", DiagnosticId = "NGPT140")]
            public sealed record Old1Request : NanoGptRequest
            {
                public required string Prompt { get; init; }
                public bool? ProMode { get; init; }
                public bool? Gone { get; init; }
                protected override RequestTypeInfo TypeInfo => null!;
                protected override void Accept(FieldVisitor v) { }
            }

            // Another provider's model of an id that is in good order here.
            [VideoModel("venice", "every-2")]
            [System.Obsolete("The model every-2 is deprecated.", DiagnosticId = "NGPT140")]
            public sealed record VeniceEvery2Request : VeniceRequest
            {
                protected override RequestTypeInfo TypeInfo => null!;
                protected override void Accept(FieldVisitor v) { }
            }

            [RemovedModel("nanogpt", "gone-1", Successor = "sora-2", Since = "2026-01-01")]
            [RemovedModel("nanogpt", "gone-2")]
            [RemovedModel("venice", "sora-2", Successor = "every-2")]
            public static partial class NanoGptModels
            {
                public const string Sora2 = "sora-2";
                public const string Every2 = "every-2";
                public const string Old1 = "old-1";
            }
        }
        """;
}
