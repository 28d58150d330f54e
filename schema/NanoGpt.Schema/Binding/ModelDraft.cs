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

    /// <summary>The file.</summary>
    public DirectoryFile File { get; } = parsed.File;

    /// <summary>Receives what is wrong with it.</summary>
    public IssueList Issues => issues;

    /// <summary>The fields with their tokens, in the file's order.</summary>
    public List<InputDraft> Inputs { get; } = [];

    /// <summary>The rules with their tokens.</summary>
    public List<RuleDraft> Rules { get; } = [];

    /// <summary>The id's token.</summary>
    public YamlNode? IdNode { get; set; }

    /// <summary>The token that gives the C# name: <c>type</c>, else the id.</summary>
    public YamlNode? NameNode { get; set; }

    /// <summary>The successor's token.</summary>
    public YamlNode? SuccessorNode { get; set; }

    /// <summary>The id as far as it could be read.</summary>
    public string? Id { get; set; }

    /// <summary>Whether a field that it takes was reported in <c>fields.yaml</c>.</summary>
    public bool LacksField { get; set; }

    /// <summary>The result.</summary>
    public ModelDefinition? Spec { get; set; }

    /// <summary>Whether nothing is wrong with it so far, so that what follows from something being absent is worth a word.</summary>
    public bool IsSound => !LacksField && errors == 0 && issues.Errors == 0;

    /// <summary>Whether it can be used.</summary>
    public bool IsGood => Spec is not null && IsSound;

    /// <summary>Finds a field with its tokens.</summary>
    public InputDraft? Find(string field)
    {
        foreach (var input in Inputs)
        {
            if (string.Equals(input.Spec.Name, field, StringComparison.Ordinal))
            {
                return input;
            }
        }

        return null;
    }
}

/// <summary>A field of a model with its tokens.</summary>
/// <param name="Spec">The field.</param>
/// <param name="Key">Its name in <c>inputs</c>.</param>
/// <param name="Own">The keys that the model gives it, if any.</param>
internal sealed record InputDraft(FieldInfo Spec, YamlScalar Key, YamlMapping? Own)
{
    /// <summary>The token of a value, or of the field's name if the values are inherited.</summary>
    public YamlNode ValueToken(string value)
    {
        foreach (var item in (Own?["values"] as YamlSequence)?.Items ?? [])
        {
            if (item is YamlScalar scalar && string.Equals(scalar.Text, value, StringComparison.Ordinal))
            {
                return scalar;
            }
        }

        return Key;
    }
}

/// <summary>A rule with its tokens.</summary>
/// <param name="Spec">The rule.</param>
/// <param name="Id">The token of its id.</param>
/// <param name="When">The key <c>when</c>, if it has one.</param>
internal sealed record RuleDraft(RuleInfo Spec, YamlNode Id, YamlNode? When);
