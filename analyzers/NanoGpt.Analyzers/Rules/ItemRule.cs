using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about each value that a property holds: its own, or the items of its list.</summary>
internal abstract class ItemRule : FieldRule
{
    public sealed override void Check(FieldModel field, FieldState state, List<RequestDiagnostic> findings)
    {
        if (!field.IsList)
        {
            Check(field, state, state.Name, state.Fact, findings);
        }
        else if (state.Fact is Fact.Items { Facts.IsDefault: false } items)
        {
            for (var i = 0; i < items.Facts.Length; i++)
            {
                Check(field, state, FormattableString.Invariant($"{state.Name}[{i}]"), items.Facts[i], findings);
            }
        }
    }

    protected abstract void Check(FieldModel field, FieldState state, string name, Fact fact, List<RequestDiagnostic> findings);
}
