namespace NanoGpt.Evaluation;

/// <summary>
/// Checks that a text refers only to items that are attached: <c>@Element2</c> in a prompt requires two elements. Thread-safe.
/// </summary>
public sealed class CompiledReference
{
    private readonly int textIndex;
    private readonly int targetIndex;

    private CompiledReference(FieldInfo text, int textIndex, string marker, FieldInfo target, int targetIndex) =>
        (Text, this.textIndex, Marker, Target, this.targetIndex) = (text, textIndex, marker, target, targetIndex);

    /// <summary>Gets the field of the text.</summary>
    public FieldInfo Text { get; }

    /// <summary>Gets the text before the number of an item: <c>@Element</c>.</summary>
    public string Marker { get; }

    /// <summary>Gets the field of the items.</summary>
    public FieldInfo Target { get; }

    internal static CompiledReference[] Compile(ModelInfo model)
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

    /// <summary>Adds a finding for the first reference to an item that is not attached.</summary>
    /// <typeparam name="TView">The type of the view.</typeparam>
    /// <param name="view">The values of the request.</param>
    /// <param name="naming">How messages name fields.</param>
    /// <param name="findings">The list to add to.</param>
    public void Check<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        // Without the marker the items are not read, because a view may have to compute them.
        if (view.GetValue(textIndex) is not { Kind: FieldValueKind.Text, Text: { } content }
            || content.IndexOf(Marker, StringComparison.Ordinal) < 0)
        {
            return;
        }

        var named = view.GetValue(targetIndex);
        if (named.Kind is FieldValueKind.NotSet or FieldValueKind.Items
            && NumberedReference.FirstWrong(content, Marker, named.Count) is { } wrong)
        {
            var name = Messages.NameOf(Text, naming);
            var violation = wrong.DescribeViolation(Target.List is not null, named.Count);
            var message = Messages.NotAttached(name, wrong.Text, Messages.NameOf(Target, naming), violation);
            findings.Add(new Finding(FindingCodes.NotAttached, FindingSeverity.Error, name, message) { Field = Text.Name });
        }
    }
}
