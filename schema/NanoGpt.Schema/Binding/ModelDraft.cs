using NanoGpt.Schema.Files;

namespace NanoGpt.Schema.Binding;

/// <summary>Represents a model whose file is being read, with the nodes for later issues.</summary>
internal sealed class ModelDraft(ParsedFile parsed, IssueList issues)
{
    // Not the parsed file, whose tree would live as long as the draft.
    private readonly int errors = parsed.Errors;

    public DirectoryFile File { get; } = parsed.File;

    public IssueList Issues => issues;

    public List<InputDraft> Inputs { get; } = [];

    public List<RuleDraft> Rules { get; } = [];

    public YamlNode? IdNode { get; set; }

    /// <summary>Gets or sets the node that determines the C# name: <c>type</c>, or the id.</summary>
    public YamlNode? NameNode { get; set; }

    public YamlNode? SuccessorNode { get; set; }

    public string? Id { get; set; }

    /// <summary>Gets or sets a value that indicates whether a declaration of a field of the model has errors.</summary>
    public bool LacksField { get; set; }

    public ModelDefinition? Spec { get; set; }

    /// <summary>Gets a value that indicates whether there are no errors, which might have further issues as a result.</summary>
    public bool IsSound => !LacksField && errors == 0 && issues.Errors == 0;

    public bool IsGood => Spec is not null && IsSound;

    public InputDraft? Find(string field) => Inputs.Find(input => input.Spec.Name == field);
}

/// <summary>Represents a field of a model with its nodes.</summary>
/// <param name="Spec">The field.</param>
/// <param name="Key">The key in <c>inputs</c>.</param>
/// <param name="Own">The overriding keys of the model.</param>
internal sealed record InputDraft(FieldInfo Spec, YamlScalar Key, YamlMapping? Own)
{
    /// <summary>Returns the node of a value, or of the field if the values are inherited.</summary>
    public YamlNode ValueToken(string value) =>
        (Own?["values"] as YamlSequence)?.Items.FirstOrDefault(item => item is YamlScalar scalar && scalar.Text == value) ?? Key;
}

/// <summary>Represents a rule with the nodes of its id and of its key <c>when</c>.</summary>
internal sealed record RuleDraft(RuleInfo Spec, YamlNode Id, YamlNode? When);
