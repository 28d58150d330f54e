using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>A model while its file is being read, with the places of what may yet be reported.</summary>
internal sealed class ModelDraft(ParsedFile parsed, IssueList issues)
{
    // Not the file as it was read: its tree would live as long as the draft.
    private readonly int errors = parsed.Errors;

    public DirectoryFile File { get; } = parsed.File;

    public IssueList Issues => issues;

    /// <summary>The fields with their tokens, in the file's order.</summary>
    public List<InputDraft> Inputs { get; } = [];

    public List<RuleDraft> Rules { get; } = [];

    public YamlNode? IdNode { get; set; }

    /// <summary>The token that gives the C# name: <c>type</c>, else the id.</summary>
    public YamlNode? NameNode { get; set; }

    public YamlNode? SuccessorNode { get; set; }

    /// <summary>The id as far as it could be read.</summary>
    public string? Id { get; set; }

    /// <summary>Whether a field that it takes was reported in <c>fields.yaml</c>.</summary>
    public bool LacksField { get; set; }

    public ModelDefinition? Spec { get; set; }

    /// <summary>Whether nothing is wrong with it so far, so that what follows from something being absent is worth a word.</summary>
    public bool IsSound => !LacksField && errors == 0 && issues.Errors == 0;

    public bool IsGood => Spec is not null && IsSound;

    public InputDraft? Find(string field) => Inputs.Find(input => input.Spec.Name == field);
}

/// <summary>A field of a model with its tokens.</summary>
/// <param name="Spec">The field.</param>
/// <param name="Key">Its name in <c>inputs</c>.</param>
/// <param name="Own">The keys that the model gives it, if any.</param>
internal sealed record InputDraft(FieldInfo Spec, YamlScalar Key, YamlMapping? Own)
{
    /// <summary>The token of a value, or of the field's name if the values are inherited.</summary>
    public YamlNode ValueToken(string value) =>
        (Own?["values"] as YamlSequence)?.Items.FirstOrDefault(item => item is YamlScalar scalar && scalar.Text == value) ?? Key;
}

/// <summary>A rule with its tokens.</summary>
/// <param name="Spec">The rule.</param>
/// <param name="Id">The token of its id.</param>
/// <param name="When">The key <c>when</c>, if it has one.</param>
internal sealed record RuleDraft(RuleInfo Spec, YamlNode Id, YamlNode? When);
