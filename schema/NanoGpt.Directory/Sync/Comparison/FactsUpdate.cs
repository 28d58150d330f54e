using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Format;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Adopts the listed facts of a model. The list is their only source.</summary>
/// <param name="model">The model.</param>
/// <param name="document">The file of the model.</param>
/// <param name="changed">Reports an edit: subject, message.</param>
internal sealed class FactsUpdate(ModelDefinition model, YamlDocument document, Action<string, string> changed)
{
    /// <summary>Edits the file.</summary>
    /// <param name="listed">The list entry.</param>
    /// <param name="names">The facts that the list of the vendor can contain.</param>
    public void Apply(ListedModel listed, IReadOnlyList<string> names)
    {
        var facts = model.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        var different = names.Where(name => facts.GetValueOrDefault(name) != listed.Facts.GetValueOrDefault(name)).ToList();
        foreach (var name in different)
        {
            facts.Remove(name);
            if (listed.Facts.TryGetValue(name, out var value))
            {
                facts.Add(name, value);
            }

            changed("facts", value is null ? $"{name} is no longer stated" : $"{name} is {value}");
        }

        if (different.Count == 0)
        {
            return;
        }

        if (facts.Count == 0)
        {
            document.Remove([], "facts");
        }
        else if (model.Facts.IsEmpty)
        {
            document.AddKey("facts", Flow(facts));
        }
        else
        {
            document.Set([], "facts", Flow(facts));
        }
    }

    /// <summary>Returns the facts as a map on one line, in the order of the documentation.</summary>
    public static string Flow(IReadOnlyDictionary<string, string> facts)
    {
        var entries = Keys.Facts.Keys.Where(key => facts.ContainsKey(key.Name)).Select(key => $"{key.Name}: {Value(key)}");
        return $"{{ {string.Join(", ", entries)} }}";

        string Value(KeySpec key) => key.Kind is KeyKind.Boolean or KeyKind.Count or KeyKind.Number
            ? facts[key.Name] : YamlText.Flow(facts[key.Name]);
    }
}
