namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>The request type that the generator emits for sora-2, written by hand.</summary>
[VideoModel("nanogpt", "sora-2")]
public sealed partial record Sora2Request : NanoGptRequest
{
    private static Sora2Request Read(FieldReader r) => new()
    {
        Prompt = r.Text(0)!,
        Image = r.Image(1),
        ProMode = r.Boolean(2),
        Resolution = (Sora2Resolution?)r.Enum(3),
        Orientation = (Sora2Orientation?)r.Enum(4),
        Duration = (Sora2Duration?)r.Seconds(5),
        AdditionalFields = r.Rest(),
    };

    public static RequestTypeInfo Info { get; } = new RequestTypeInfo("""
        model nanogpt sora-2 "Sora 2" text-to-video|image-to-video
        string prompt Prompt required
        image image Image url=imageUrl data=imageDataUrl attachment=imageAttachmentId maxBytes=4000000
        boolean pro_mode ProMode default=false cost
        enum resolution Resolution values=R720p=720p|R1792x1024=1792x1024 cost
        enum orientation Orientation values=Landscape=landscape|Portrait=portrait
        seconds duration Duration values=4|8|12 wire=seconds default=4 cost
        require wide-needs-pro pro_mode=true when=resolution=1792x1024 because="1792x1024 is rendered only in pro mode."
        price USD 2026-08-24
        rate when="pro_mode=false & resolution=720p" perSecond=0.1
        rate when="pro_mode=true & resolution=720p" perSecond=0.3
        rate when="pro_mode=true & resolution=1792x1024" perSecond=0.5
        """, Read);

    public required string Prompt { get; init; }

    public ImageInput? Image { get; init; }

    public bool? ProMode { get; init; }

    public Sora2Resolution? Resolution { get; init; }

    public Sora2Orientation? Orientation { get; init; }

    public Sora2Duration? Duration { get; init; }

    protected internal override RequestTypeInfo TypeInfo => Info;

    protected override void Accept(FieldVisitor v)
    {
        v.Text(0, Prompt);
        v.Image(1, Image);
        v.Boolean(2, ProMode);
        v.Enum(3, (int?)Resolution);
        v.Enum(4, (int?)Orientation);
        v.Seconds(5, (int?)Duration);
    }
}

public enum Sora2Resolution
{
    R720p,
    R1792x1024,
}

public enum Sora2Orientation
{
    Landscape,
    Portrait,
}

public enum Sora2Duration
{
    Seconds4 = 4,
    Seconds8 = 8,
    Seconds12 = 12,
}
