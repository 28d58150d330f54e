namespace NanoGpt;

/// <summary>A link, as the caller spelt it.</summary>
internal sealed record LinkSource(string Text) : MediaSource
{
    public override MediaForms Form => MediaForms.Url;

    // Queries and user names may hold secrets.
    public override string Describe()
    {
        if (!Uri.TryCreate(Text, UriKind.Absolute, out var link))
        {
            var end = Text.AsSpan().IndexOfAny('?', '#');
            return end < 0 ? Text : Text[..end] + "?…";
        }

        var shown = link.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return link.Query.Length > 0 ? shown + "?…" : shown;
    }
}
