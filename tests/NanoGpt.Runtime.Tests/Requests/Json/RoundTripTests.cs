using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

/// <summary>Random requests are equal after they are written and read back.</summary>
public sealed class RoundTripTests
{
    // Any text that is valid UTF-16; what is not cannot be JSON.
    private static readonly Gen<string> Text =
        from text in Gen.OneOf(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get), Gen.Elements("\u0000\"\\+</script>", "😀ü", "İı", ""))
        select new string([.. text.Where(c => !char.IsSurrogate(c))]);

    private static readonly Gen<string> Id = Text.Select(text => "a" + text);

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 100).SelectMany(length => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(length));

    private static readonly Gen<ImageInput> Image = Gen.OneOf(
        Gen.Elements("https://example.com/a?b=c&d=\"+", "http://x", "not a link", "data:oops").Select(ImageInput.FromUrl),
        Bytes.Select(bytes => ImageInput.FromBytes(bytes, "image/svg+xml")),
        Gen.Elements("att_1", "a b").Select(ImageInput.FromAttachment));

    private static readonly Gen<ImageInput> ListedImage = Image.Where(image => image.Form != MediaForms.Attachment);

    private static readonly Gen<double> Finite = ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get);

    private static readonly Gen<AdditionalFields?> Additional = Maybe(
        from keys in Id.Select(key => "x-" + key).ArrayOf().Where(keys => keys.Length > 0)
        from text in Text
        from whole in ArbMap.Default.GeneratorFor<long>()
        from number in Finite
        select keys.Distinct().Index().Aggregate(new AdditionalFields(), (fields, key) =>
        {
            fields.Add(key.Item, (key.Index % 4) switch { 0 => text, 1 => whole, 2 => number, _ => true });
            return fields;
        }));

    private static readonly Gen<VideoRequest> Sora =
        from prompt in Text
        from image in Maybe(Image)
        from pro in MaybeValue(Gen.Elements(true, false))
        from resolution in MaybeValue(Gen.Elements(Enum.GetValues<Sora2Resolution>()))
        from orientation in MaybeValue(Gen.Elements(Enum.GetValues<Sora2Orientation>()))
        from duration in MaybeValue(Gen.Elements(Enum.GetValues<Sora2Duration>()))
        from additional in Additional
        select (VideoRequest)new Sora2Request
        {
            Prompt = prompt, Image = image, ProMode = pro, Resolution = resolution, Orientation = orientation, Duration = duration,
            AdditionalFields = additional,
        };

    private static readonly Gen<VideoRequest> Lipsync =
        from text in Maybe(Text)
        from voice in Maybe(Text)
        from speed in MaybeValue(Finite)
        from guidance in MaybeValue(Finite)
        from frames in MaybeValue(ArbMap.Default.GeneratorFor<int>())
        from seed in MaybeValue(ArbMap.Default.GeneratorFor<long>())
        from length in MaybeValue(ArbMap.Default.GeneratorFor<int>())
        from audio in Maybe(Bytes.Select(bytes => AudioInput.FromBytes(bytes, "audio/webm;codecs=opus")))
        select (VideoRequest)new LipsyncRequest
        {
            Video = VideoInput.FromUrl("https://example.com/v.mp4"), Text = text, VoiceId = voice, VoiceSpeed = speed, Guidance = guidance,
            Frames = frames, Seed = seed, Length = length, Audio = audio,
        };

    private static readonly Gen<StoryCharacter> Character =
        from name in Text
        from age in MaybeValue(ArbMap.Default.GeneratorFor<int>())
        from portrait in Maybe(ListedImage)
        from additional in Additional
        select new StoryCharacter { Name = name, Age = age, Portrait = portrait, AdditionalFields = additional };

    private static readonly Gen<VideoRequest> Story =
        from prompt in Text
        from references in List(ListedImage)
        from tags in List(Text)
        from numbers in List(ArbMap.Default.GeneratorFor<int>())
        from styles in List(Gen.Elements(Enum.GetValues<StoryStyle>()))
        from lead in Maybe(Character)
        from characters in List(Character)
        select (VideoRequest)new StoryRequest
        {
            Prompt = prompt, References = references, Tags = tags, Numbers = numbers, Styles = styles, Lead = lead, Characters = characters,
        };

    [Fact]
    public void Parse_WrittenRequest_IsEqualToTheOriginal() =>
        Prop.ForAll(Gen.OneOf(Sora, Lipsync, Story).ToArbitrary(), request =>
        {
            var back = SampleModels.Parse(request.ToJson());
            Assert.Equal(request, back);
            Assert.Equal(request.GetHashCode(), back.GetHashCode());
            Assert.Equal(request.ToJson(), back.ToJson());
        }).Check(500);

    [Fact]
    public void Validate_AnyRequest_CanBeValidatedPricedAndPrinted() =>
        Prop.ForAll(Gen.OneOf(Sora, Lipsync, Story).ToArbitrary(), request =>
        {
            Assert.NotNull(request.Validate());
            Assert.NotNull(request.EstimateCost());
            Assert.NotEmpty(request.ToString());
        }).Check(300);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.OneOf(Gen.Constant((T?)null), gen.Select(value => (T?)value));

    private static Gen<T?> MaybeValue<T>(Gen<T> gen)
        where T : struct => Gen.OneOf(Gen.Constant((T?)null), gen.Select(value => (T?)value));

    private static Gen<ValueList<T>?> List<T>(Gen<T> gen) => Maybe(Gen.Choose(0, 4).SelectMany(gen.ArrayOf).Select(items => ValueList.From(items)));
}
