namespace NanoGpt;

/// <summary>An attachment in the provider's library.</summary>
internal sealed record AttachmentSource(string Id) : MediaSource
{
    public override MediaForms Form => MediaForms.Attachment;

    public override string Describe() => "attachment " + Id;
}
