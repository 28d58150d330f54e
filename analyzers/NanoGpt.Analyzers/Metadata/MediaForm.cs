namespace NanoGpt.Analyzers.Metadata;

/// <summary>The runtime's <c>MediaForms</c>, with its numbers.</summary>
[Flags]
internal enum MediaForm
{
    None = 0,
    Url = 1,
    Data = 2,
    Attachment = 4,
}
