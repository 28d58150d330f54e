using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Checks that what a text names is attached: with <c>@Element2</c> in a prompt there must be two elements.</summary>
internal static class ReferenceChecker
{
    /// <summary>Checks the texts of a request. Of each marker the first reference that is wrong is reported.</summary>
    public static void Check(ModelSpec model, IReadOnlyDictionary<string, RequestValue> values, List<RequestFinding> findings)
    {
        foreach (var field in model.Inputs)
        {
            if (field.References.IsEmpty || !values.TryGetValue(field.Name, out var value) || value.Kind != RequestValueKind.Text)
            {
                continue;
            }

            foreach (var reference in field.References)
            {
                if (model.FindInput(reference.Field) is { } target && Count(target, values) is { } count
                    && NumberedReference.FirstWrong(value.Scalar!.Text, reference.Marker, count) is { } wrong)
                {
                    var message = field.Wire.Name + " names " + wrong.Text + ", but " + target.Wire.Name + " " + wrong.Complaint(target.List is not null, count);
                    findings.Add(new RequestFinding(RequestCodes.NotAttached, IssueSeverity.Error, field.Name, message, null));
                }
            }
        }
    }

    /// <summary>How many things there are to name; null if the field has a value of another kind, which is a finding of its own.</summary>
    private static int? Count(FieldSpec target, IReadOnlyDictionary<string, RequestValue> values) =>
        !values.TryGetValue(target.Name, out var value) ? 0
        : target.List is null ? value.Kind == RequestValueKind.Media ? 1 : null
        : value.Kind == RequestValueKind.List ? value.Items.Count : null;
}
