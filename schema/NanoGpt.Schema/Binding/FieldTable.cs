using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Binding;

/// <summary>Represents the declared fields of a provider.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, FieldDeclaration?> fields = new(StringComparer.Ordinal);

    /// <summary>Adds the entries of a <c>fields.yaml</c>. They replace entries of the same name.</summary>
    public void Add(YamlMapping root, ProviderSpec provider, IssueList issues)
    {
        var binder = new FieldBinder(provider, issues);
        foreach (var entry in root.Entries)
        {
            fields[entry.Key.Text] = FieldDeclaration.Read(entry, binder, issues, "", requiresValues: false);
        }

        foreach (var entry in root.Entries)
        {
            if (fields[entry.Key.Text] is { Spec.References.IsEmpty: false } declaration
                && !FieldReferences.AreDeclared(declaration, this, issues))
            {
                declaration.IsBroken = true;
            }
        }
    }

    public IReadOnlyCollection<string> Names => fields.Keys;

    /// <summary>Gets or sets a value that indicates whether all files were read. If not, a missing field is no error.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Returns a field by its name; <see langword="null"/> if it is not declared or its type is unknown.</summary>
    public FieldInfo? Find(string name, out bool isDeclared)
    {
        isDeclared = fields.TryGetValue(name, out var declaration);
        return declaration?.Spec;
    }

    /// <summary>Returns the declaration of a field, or reports that there is none.</summary>
    /// <param name="key">The name of the field in a model.</param>
    /// <param name="issues">The list that receives the issue.</param>
    /// <param name="isLost"><see langword="true"/> if the declaration has errors, which are reported in its file.</param>
    public FieldDeclaration? Find(YamlScalar key, IssueList issues, out bool isLost)
    {
        isLost = false;
        if (fields.TryGetValue(key.Text, out var declaration))
        {
            isLost = declaration is null || declaration.IsBroken;
            return declaration;
        }

        if (!IsComplete)
        {
            isLost = true;
            return null;
        }

        var guess = issues.Guess(key.Text, fields.Keys);
        var hint = NearestWord.Hint(guess, "declare it there or remove it");
        issues.ReportWithFix(IssueRules.UnknownField, key, guess, Printable.Of(key.Text), hint);
        return null;
    }
}
