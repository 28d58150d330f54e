using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>The vocabulary of one provider: every declared field by name.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, FieldDeclaration?> fields = new(StringComparer.Ordinal);
    private bool isWhole = true;

    /// <summary>Adds the entries of a <c>fields.yaml</c>; those of a user's file take the place of built-in ones.</summary>
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
                declaration.MarkBroken();
            }
        }
    }

    public IReadOnlyCollection<string> Names => fields.Keys;

    /// <summary>Whether every file of the table could be read.</summary>
    public bool IsWhole => isWhole;

    /// <summary>Finds a field by its name; null for one that is not declared, or so badly that nothing is known of it.</summary>
    public FieldInfo? Find(string name, out bool isDeclared)
    {
        isDeclared = fields.TryGetValue(name, out var declaration);
        return declaration?.Spec;
    }

    /// <summary>Says that a file of the table could not be read, so that a missing field proves nothing.</summary>
    public void MarkIncomplete() => isWhole = false;

    /// <summary>Finds the declaration that a model's input names.</summary>
    /// <param name="key">The input's name.</param>
    /// <param name="issues">Receives that there is none.</param>
    /// <param name="isLost">Whether the declaration is broken or unread, which is reported where it stands.</param>
    public FieldDeclaration? Find(YamlScalar key, IssueList issues, out bool isLost)
    {
        isLost = false;
        if (fields.TryGetValue(key.Text, out var declaration))
        {
            isLost = declaration is null || declaration.IsBroken;
            return declaration;
        }

        if (!isWhole)
        {
            isLost = true;
            return null;
        }

        var guess = issues.Guess(key.Text, fields.Keys);
        var hint = guess is null ? "declare it there or remove it" : "did you mean '" + guess + "'?";
        issues.Add(IssueRules.UnknownField, key.Start, key.Length, guess, Printable.Of(key.Text), hint);
        return null;
    }
}
