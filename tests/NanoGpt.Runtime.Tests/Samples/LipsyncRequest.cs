namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>A model with a video and a sound, one of which only takes links, and with groups of fields that go together.</summary>
[VideoModel("nanogpt", "lipsync-sample")]
public sealed partial record LipsyncRequest : NanoGptRequest
{
    private static LipsyncRequest Read(FieldReader r) => new()
    {
        Video = r.Video(0)!,
        Audio = r.Audio(1),
        Text = r.Text(2),
        VoiceSpeed = r.Number(3),
        VoiceId = r.Text(4),
        Guidance = r.Number(5),
        Frames = (int?)r.Integer(6),
        Seed = r.Integer(7),
        Length = r.Seconds(9),
        Quality = (LipsyncQuality?)r.Enum(10),
        AdditionalFields = r.Rest(),
    };

    public static RequestTypeInfo Info { get; } = new RequestTypeInfo("""
        model nanogpt lipsync-sample "Lipsync sample" lipsync
        video video Video url=videoUrl required maxSeconds=10
        audio audio Audio data=audioDataUrl url=audioUrl maxBytes=1000
        string text Text minLength=2 maxLength=12 references=@Audio=audio
        number voice_speed VoiceSpeed wire=voice_speed min=0.8 max=2
        enum voice_id VoiceId wire=voiceId values=oliver|emma aliases=voice open
        number guidance Guidance above=0 below=1 asText
        integer frames Frames wire=num_frames min=81 max=100 step=4 asText
        seed seed Seed
        fixed string aspect_ratio aspect_ratio 16:9 send
        seconds length Length min=2 max=10 suffix=s
        enum quality Quality values=Standard=std|High=hi|Ultra=ultra disputed=ultra default=std
        requireAny speech audio|text because="The lips need something to say."
        atMostOne one-speech audio|text because="The service takes one kind of speech."
        forbid no-voice-for-audio voice_id when=audio because="A sound has its own voice." warning
        price USD 2026-08-24 seconds=5 note="Without the voice."
        rate when="quality=ultra & length>=6" perVideo=1 perSecond=0.5 freeSeconds=6
        rate when=quality=std|hi perVideo=0.25
        deprecated successor=lipsync-next
        """, Read);

    public required VideoInput Video { get; init; }

    public AudioInput? Audio { get; init; }

    public string? Text { get; init; }

    public double? VoiceSpeed { get; init; }

    public string? VoiceId { get; init; }

    public double? Guidance { get; init; }

    public int? Frames { get; init; }

    public long? Seed { get; init; }

    public int? Length { get; init; }

    public LipsyncQuality? Quality { get; init; }

    protected internal override RequestTypeInfo TypeInfo => Info;

    protected override void Accept(FieldVisitor v)
    {
        v.Video(0, Video);
        v.Audio(1, Audio);
        v.Text(2, Text);
        v.Number(3, VoiceSpeed);
        v.Text(4, VoiceId);
        v.Number(5, Guidance);
        v.Integer(6, Frames);
        v.Integer(7, Seed);
        v.Seconds(9, Length);
        v.Enum(10, (int?)Quality);
    }
}

public enum LipsyncQuality
{
    Standard,
    High,
    Ultra,
}
