namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>A model of Venice's with what its text and image models have: suffixed lengths, an image, elements with images of their own.</summary>
[VideoModel("venice", "elements-sample")]
public sealed partial record VeniceSampleRequest : VeniceRequest
{
    private static VeniceSampleRequest Read(FieldReader r) => new()
    {
        Prompt = r.Text(0)!,
        Duration = r.Seconds(1),
        Resolution = r.Text(2),
        Audio = r.Boolean(3),
        Image = r.Image(4),
        Elements = r.GroupList<VeniceElement>(5),
        AdditionalFields = r.Rest(),
    };

    public static RequestTypeInfo Info { get; } = new RequestTypeInfo("""
        model venice elements-sample "Elements sample" text-to-video
        string prompt Prompt required maxLength=100
        seconds duration Duration values=5|10 suffix=s
        enum resolution Resolution values=720p|1080p open
        boolean audio Audio
        image image Image url=image_url data=image_url http
        object elements Elements list maxItems=4
        """, Read, VeniceElement.Info);

    public required string Prompt { get; init; }

    public int? Duration { get; init; }

    public string? Resolution { get; init; }

    public bool? Audio { get; init; }

    public ImageInput? Image { get; init; }

    public ValueList<VeniceElement>? Elements { get; init; }

    protected internal override RequestTypeInfo TypeInfo => Info;

    protected override void Accept(FieldVisitor v)
    {
        v.Text(0, Prompt);
        v.Seconds(1, Duration);
        v.Text(2, Resolution);
        v.Boolean(3, Audio);
        v.Image(4, Image);
        v.GroupList(5, Elements);
    }
}

public sealed partial record VeniceElement : FieldGroup
{
    private static VeniceElement Read(FieldReader r) => new()
    {
        Frontal = r.Image(0),
        AdditionalFields = r.Rest(),
    };

    public static GroupTypeInfo Info { get; } = new GroupTypeInfo("""
        image frontal_image Frontal url=frontal_image_url data=frontal_image_url
        """, Read);

    public ImageInput? Frontal { get; init; }

    protected override void Accept(FieldVisitor v) => v.Image(0, Frontal);
}

/// <summary>A model that only makes videos larger: no prompt, a video, a factor.</summary>
[VideoModel("venice", "upscale-sample")]
public sealed partial record VeniceUpscaleRequest : VeniceRequest
{
    private static VeniceUpscaleRequest Read(FieldReader r) => new()
    {
        Video = r.Video(0)!,
        Factor = (int?)r.Integer(1),
        AdditionalFields = r.Rest(),
    };

    public static RequestTypeInfo Info { get; } = new RequestTypeInfo("""
        model venice upscale-sample "Upscale sample" upscale
        video video Video url=video_url data=video_url required
        integer upscale_factor Factor wire=upscale_factor min=1 max=4
        """, Read);

    public required VideoInput Video { get; init; }

    public int? Factor { get; init; }

    protected internal override RequestTypeInfo TypeInfo => Info;

    protected override void Accept(FieldVisitor v)
    {
        v.Video(0, Video);
        v.Integer(1, Factor);
    }
}
