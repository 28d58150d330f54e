namespace NanoGpt;

/// <summary>Checks that what a text names is attached: with <c>@Element2</c> in a prompt there must be two elements.</summary>
internal static class ReferenceValidator
{
    /// <summary>Checks the texts of a request. Of each marker the first reference that is wrong is reported.</summary>
    public static void Check(ModelInfo model, FieldValue[] values, List<Finding> findings)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Text is not { } text)
            {
                continue;
            }

            foreach (var reference in model.Rows[i].ReferenceRows)
            {
                var count = values[reference.Row].Count;
                if (NumberedReference.FirstWrong(text, reference.Marker, count) is { } wrong)
                {
                    var name = model.Rows[i].Property;
                    findings.Add(new Finding(
                        FindingCodes.NotAttached, FindingSeverity.Error, name,
                        $"{name} names {wrong.Text}, but {reference.Field.Property} {wrong.Complaint(reference.Field.IsList, count)}"));
                }
            }
        }
    }
}
