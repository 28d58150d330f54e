using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>A rule about media in a form that the model takes; the form itself is another rule's business.</summary>
internal abstract class MediumRule : ItemRule
{
    public sealed override bool Concerns(FieldModel field) => field.Kind == FieldKind.Media;

    /// <summary>What the rule has to say, with what may stand in the medium's place.</summary>
    protected abstract IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium);

    protected sealed override void Check(FieldModel field, FieldState state, string name, Fact fact, List<RequestDiagnostic> findings)
    {
        if (fact is Fact.Media { Form: { } form } medium && (field.Accepts ?? form) is var accepted && (accepted & form) != 0)
        {
            foreach (var (message, replacement) in Check(field, name, medium))
            {
                findings.Add(Found(field, state, name, message, replacement));
            }
        }
    }

    /// <summary>What every media type of the medium's kind begins with, such as <c>image/</c>.</summary>
    protected static string Prefix(Fact.Media medium) => medium.Type?.Name switch
    {
        "AudioInput" => "audio/",
        "VideoInput" => "video/",
        _ => "image/",
    };

    protected static bool IsDataUrl(Fact.Media medium) => medium is { Factory: "FromUrl", Form: MediaForms.Data, Text: not null };

    protected static bool IsLinkAsFile(Fact.Media medium) =>
        medium is { Factory: "FromFile", Text: { } path }
        && (path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
}
