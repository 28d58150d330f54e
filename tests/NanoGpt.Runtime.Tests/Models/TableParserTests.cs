namespace NanoGpt.Runtime.Tests.Models;

public sealed class TableParserTests
{
    private const string Head = "model p m M \"\"";

    [Fact]
    public void A_model_is_data()
    {
        var info = Samples.Sora2Request.Info;
        Assert.Equal(("nanogpt", "sora-2", "Sora 2"), (info.Provider, info.Id, info.Title));
        Assert.Equal(["text-to-video", "image-to-video"], info.Modes);
        Assert.Equal(FieldKind.Image, info.FindField("Image")!.Kind);
        Assert.Equal(MediaForms.Url | MediaForms.Data | MediaForms.Attachment, info.FindField("image")!.Accepts);
        Assert.Equal("wide-needs-pro", Assert.Single(info.Rules).Id);
        Assert.Equal(3, info.Price!.Rates.Count);
        Assert.Equal(0.3m, info.Price.Rates[1].PerSecond);
    }

    [Fact]
    public void Words_have_quotes_and_escapes()
    {
        var info = ModelInfo.Parse("""
            model p a\b "a \"b\" \\ \u000A\uD83D\uDE00" ""
            text t T default=a=b\c aliases="x y"
            """);
        Assert.Equal(@"a\b", info.Id);
        Assert.Equal("a \"b\" \\ \n😀", info.Title);
        Assert.Empty(info.Modes);
        Assert.Equal((@"a=b\c", "x y"), (info.Fields[0].Default, info.Fields[0].Aliases[0]));
    }

    [Fact]
    public void Values_in_one_word_have_escapes() => Assert.Equal(
        ["One a|b", @"Two c=d\"],
        Parse(@"choice a A values=One=a\|b|Two=c\=d\\").Fields[0].Values.Select(value => $"{value.Member} {value.Wire}"));

    [Fact]
    public void Objects_take_their_tables_in_order()
    {
        var (one, two) = (Group("flag a A"), Group("flag b B"));
        var info = ModelInfo.Parse(Head + "\ngroup one One\ntext t T\ngroup two Two list", null, one, two);
        Assert.Equal([one, null, two], info.Fields.Select(field => field.Group));
        Assert.Throws<FormatException>(() => Parse("group one One"));
        Assert.Throws<FormatException>(() => ModelInfo.Parse(Head, null, one));
    }

    [Theory]
    [InlineData("text t", "a word is missing")]
    [InlineData("text t T maxLenght=3", "'maxLenght=3' means nothing here")]
    [InlineData("text t T url=u", "'url=u' means nothing here")]
    [InlineData("text t T required=true", "'required=true' means nothing here")]
    [InlineData("text t T maxLength=many", "'maxLength' is no number")]
    [InlineData("text t T default=\"a b", "a quote is not closed")]
    [InlineData("choice a A values=B=b default=c", "A cannot be 'c'")]
    [InlineData("image i I", "no form is accepted")]
    [InlineData("fixed colour c c red", "a kind is expected")]
    [InlineData("text t T references=@Image=Images", "there is no property 'Images'")]
    [InlineData("colour c C", "this verb is not expected here")]
    [InlineData("price USD 2026-01-02\ntext t T", "this verb is not expected here")]
    [InlineData("require id T because=why", "there is no property T")]
    [InlineData("text t T\nrequire id T", "'because' is missing")]
    [InlineData("text t T\natMostOne id T|U because=why", "there is no property U")]
    [InlineData("price USD 2026-01-02\nrate perHour=1", "'perHour=1' means nothing here")]
    [InlineData("outputs 2 3", "'3' means nothing here")]
    public void What_does_not_fit_is_refused(string line, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => Parse(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("text t T")]
    public void A_model_begins_with_its_name(string table) => Assert.Throws<FormatException>(() => ModelInfo.Parse(table));

    [Fact]
    public void An_object_has_fields_only() =>
        Assert.Contains("a field is expected", Assert.Throws<FormatException>(() => Group("outputs 2")).Message, StringComparison.Ordinal);

    private static ModelInfo Parse(string lines) => ModelInfo.Parse(Head + "\n" + lines);

    private static FieldGroupInfo Group(string lines) => FieldGroupInfo.Parse(lines, _ => throw new NotSupportedException());
}
