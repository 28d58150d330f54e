using NanoGpt.Evaluation;

namespace NanoGpt;

/// <summary>A link, as the caller spelt it.</summary>
internal sealed record LinkSource(string Text) : MediaSource
{
    public override MediaForms Form => MediaForms.Url;

    public override string Describe() => PublicLink.Describe(Text);
}
