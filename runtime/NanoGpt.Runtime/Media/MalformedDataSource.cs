namespace NanoGpt;

/// <summary>A text that starts like a data URL and is none. Kept, so that validation can say what is wrong with it.</summary>
internal sealed record MalformedDataSource(string Text, string Problem) : MediaSource
{
    public override MediaForms Form => MediaForms.Data;

    public override string Describe() => "malformed data URL";
}
