using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>A rule about media in a form that the model takes; the form itself is another rule's business.</summary>
internal abstract class MediumRule : FieldRule
{
    protected sealed override bool Concerns(FieldModel field) => field.Kind == FieldKind.Media;

    protected sealed override IEnumerable<Finding> Check(FieldModel field, FieldState state)
    {
        foreach (var (name, medium) in Media(field, state))
        {
            if (medium.Form is { } form && (field.Accepts ?? form) is var accepted && (accepted & form) != 0)
            {
                foreach (var (message, replacement) in Check(field, name, medium))
                {
                    yield return Found(field, state, name, message, replacement);
                }
            }
        }
    }

    /// <summary>What the rule has to say, with what may stand in the medium's place.</summary>
    protected abstract IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium);

    protected static bool IsDataUrl(Fact.Media medium) => medium is { Factory: "FromUrl", Form: MediaForm.Data, Text: not null };

    protected static bool IsLinkAsFile(Fact.Media medium) =>
        medium is { Factory: "FromFile", Text: { } path }
        && (path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
}
