using System.Text.Json;

namespace NanoGpt.Runtime.Tests.Samples;

/// <summary>A model with lists, nested objects and free JSON.</summary>
[VideoModel("nanogpt", "story-sample")]
public sealed partial record StoryRequest : NanoGptRequest
{
    private static StoryRequest Read(FieldReader r) => new()
    {
        Prompt = r.Text(0)!,
        References = r.ImageList(1),
        Tags = r.TextList(2),
        Numbers = r.IntegerList(3),
        Styles = r.ChoiceList<StoryStyle>(4),
        Lead = (StoryCharacter?)r.Group(5),
        Characters = r.GroupList<StoryCharacter>(6),
        Config = r.Json(7),
        Extras = r.JsonList(8),
        AdditionalFields = r.Rest(),
    };

    public static ModelInfo Info { get; } = new ModelInfoBuilder("nanogpt", "story-sample", "Story sample", "text-to-video")
        .Text("prompt", "Prompt", required: true, references: "@Person=Characters|@Image=References|@Tag=Tags|@Extra=Extras")
        .Image("references", "References", url: "referenceImages", data: "referenceImages", list: true, minItems: 1, maxItems: 3)
        .Text("tags", "Tags", list: true, maxItems: 2, maxLength: 5)
        .Integer("numbers", "Numbers", list: true, min: 0, max: 9)
        .Choice("styles", "Styles", "Plain=plain|BlackAndWhite=b\\=w\\|bw", list: true)
        .Group("lead", "Lead", StoryCharacter.Info)
        .Group("characters", "Characters", StoryCharacter.Info, list: true, maxItems: 2)
        .Json("config", "Config", wire: "storyConfig")
        .Json("extras", "Extras", list: true)
        .Build(Read);

    [References("@Person", "Characters"), References("@Image", "References"), References("@Tag", "Tags"), References("@Extra", "Extras")]
    public required string Prompt { get; init; }

    public ValueList<ImageInput>? References { get; init; }

    public ValueList<string>? Tags { get; init; }

    public ValueList<int>? Numbers { get; init; }

    public ValueList<StoryStyle>? Styles { get; init; }

    public StoryCharacter? Lead { get; init; }

    public ValueList<StoryCharacter>? Characters { get; init; }

    public JsonElement? Config { get; init; }

    public ValueList<JsonElement>? Extras { get; init; }

    public override ModelInfo Model => Info;

    protected override void Accept(FieldVisitor v)
    {
        v.Text(0, Prompt);
        v.ImageList(1, References);
        v.TextList(2, Tags);
        v.IntegerList(3, Numbers);
        v.ChoiceList(4, ValueList.ToInts(Styles));
        v.Group(5, Lead);
        v.GroupList(6, Characters);
        v.Json(7, Config);
        v.JsonList(8, Extras);
    }
}

public sealed partial record StoryCharacter : FieldGroup
{
    private static StoryCharacter Read(FieldReader r) => new()
    {
        Name = r.Text(0)!,
        Age = (int?)r.Integer(1),
        Portrait = r.Image(2),
        AdditionalFields = r.Rest(),
    };

    public static FieldGroupInfo Info { get; } = new FieldGroupInfoBuilder()
        .Text("name", "Name", required: true, maxLength: 20)
        .Integer("age", "Age", min: 0, max: 120)
        .Image("portrait", "Portrait", url: "portraitUrl", data: "portraitData")
        .Build(Read);

    public required string Name { get; init; }

    public int? Age { get; init; }

    public ImageInput? Portrait { get; init; }

    protected override void Accept(FieldVisitor v)
    {
        v.Text(0, Name);
        v.Integer(1, Age);
        v.Image(2, Portrait);
    }
}

public enum StoryStyle
{
    Plain,
    BlackAndWhite,
}
