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
        Styles = r.EnumList<StoryStyle>(4),
        Lead = (StoryCharacter?)r.Group(5),
        Characters = r.GroupList<StoryCharacter>(6),
        Config = r.Json(7),
        Extras = r.JsonList(8),
        AdditionalFields = r.Rest(),
    };

    public static RequestTypeInfo Info { get; } = new RequestTypeInfo("""
        model nanogpt story-sample "Story sample" text-to-video
        string prompt Prompt required references=@Person=characters|@Image=references|@Tag=tags|@Extra=extras
        image references References url=referenceImages data=referenceImages list minItems=1 maxItems=3
        string tags Tags list maxItems=2 maxLength=5
        integer numbers Numbers list min=0 max=9
        enum styles Styles values=Plain=plain|BlackAndWhite=b\=w\|bw list
        object lead Lead
        object characters Characters list maxItems=2
        json config Config wire=storyConfig
        json extras Extras list
        """, Read, StoryCharacter.Info, StoryCharacter.Info);

    public required string Prompt { get; init; }

    public ValueList<ImageInput>? References { get; init; }

    public ValueList<string>? Tags { get; init; }

    public ValueList<int>? Numbers { get; init; }

    public ValueList<StoryStyle>? Styles { get; init; }

    public StoryCharacter? Lead { get; init; }

    public ValueList<StoryCharacter>? Characters { get; init; }

    public JsonElement? Config { get; init; }

    public ValueList<JsonElement>? Extras { get; init; }

    protected internal override RequestTypeInfo TypeInfo => Info;

    protected override void Accept(FieldVisitor v)
    {
        v.Text(0, Prompt);
        v.ImageList(1, References);
        v.TextList(2, Tags);
        v.IntegerList(3, Numbers);
        v.EnumList(4, ValueList.ToInts(Styles));
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

    public static GroupTypeInfo Info { get; } = new GroupTypeInfo("""
        string name Name required maxLength=20
        integer age Age min=0 max=120
        image portrait Portrait url=portraitUrl data=portraitData
        """, Read);

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
