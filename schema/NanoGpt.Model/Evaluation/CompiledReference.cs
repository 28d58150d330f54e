namespace NanoGpt.Evaluation;

/// <summary>Checks that a text names only items that are attached: with <c>@Element2</c> in a prompt there must be two elements.</summary>
internal sealed class CompiledReference(FieldInfo text, int textIndex, string marker, FieldInfo target, int targetIndex)
{
    public static CompiledReference[] Of(ModelInfo model)
    {
        var compiled = new List<CompiledReference>();
        for (var i = 0; i < model.Fields.Count; i++)
        {
            foreach (var reference in model.Fields[i].References)
            {
                var target = model.IndexOf(reference.Field);
                compiled.Add(target >= 0
                    ? new CompiledReference(model.Fields[i], i, reference.Marker, model.Fields[target], target)
                    : throw new ArgumentException($"The model {model.Id} has no field '{reference.Field}'.", nameof(model)));
            }
        }

        return [.. compiled];
    }

    /// <summary>Adds a finding for the first marker that names what is not attached.</summary>
    public void Check<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        var named = view.GetValue(targetIndex);
        if (view.GetValue(textIndex) is { Kind: FieldValueKind.Text, Text: { } content }
            && named.Kind is FieldValueKind.NotSet or FieldValueKind.Items
            && NumberedReference.FirstWrong(content, marker, named.Count) is { } wrong)
        {
            var name = Messages.NameOf(text, naming);
            var complaint = wrong.Complaint(target.List is not null, named.Count);
            var message = Messages.NotAttached(name, wrong.Text, Messages.NameOf(target, naming), complaint);
            findings.Add(new Finding(FindingCodes.NotAttached, FindingSeverity.Error, name, message) { Field = text.Name });
        }
    }
}
