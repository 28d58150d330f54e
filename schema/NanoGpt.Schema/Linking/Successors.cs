using NanoGpt.Schema.Binding;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Linking;

/// <summary>Finds the models that replace others.</summary>
internal static class Successors
{
    /// <summary>Completes the models that name one, and reports those that cannot be one.</summary>
    public static EquatableArray<ModelDefinition> Resolve(List<ModelDefinition> models, List<ModelDraft> drafts)
    {
        var known = new Dictionary<string, ModelDefinition>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (draft.Spec is { } spec)
            {
                known[Key(spec.Provider, spec.Id)] = spec;
            }
        }

        foreach (var draft in drafts)
        {
            if (draft.Spec is { Successor: { } successor, Status: not ModelStatus.Active } spec)
            {
                Check(draft, spec, successor, known);
            }
        }

        return Named(models);
    }

    /// <summary>Completes the models that name one.</summary>
    public static EquatableArray<ModelDefinition> Named(List<ModelDefinition> models)
    {
        for (var i = 0; i < models.Count; i++)
        {
            if (models[i].Successor is { } id && Find(models, models[i].Provider, id) is { Status: not ModelStatus.Removed } next
                && next.Id != models[i].Id)
            {
                models[i] = models[i] with { SuccessorTypeName = next.TypeName };
            }
        }

        return models.ToEquatableArray();
    }

    private static void Check(ModelDraft draft, ModelDefinition spec, string successor, Dictionary<string, ModelDefinition> known)
    {
        var at = draft.SuccessorNode!;
        if (!known.TryGetValue(Key(spec.Provider, successor), out var next))
        {
            var ids = new List<string>(known.Count);
            foreach (var model in known.Values)
            {
                ids.Add(model.Id);
            }

            var guess = draft.Issues.Guess(successor, ids);
            var hint = guess is null ? "no model of this provider has that id" : "did you mean '" + guess + "'?";
            draft.Issues.Add(IssueRules.UnknownSuccessor, at.Start, at.Length, guess, successor, hint);
        }
        else if (ReferenceEquals(next, spec) || next.Status == ModelStatus.Removed)
        {
            var reason = ReferenceEquals(next, spec) ? "it is this model" : "it has been removed itself";
            draft.Issues.Add(IssueRules.UnknownSuccessor, at.Start, at.Length, null, successor, reason);
        }
    }

    // The models are sorted by provider and id.
    private static ModelDefinition? Find(List<ModelDefinition> models, string provider, string id)
    {
        var low = 0;
        var high = models.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(models[middle].Provider, provider);
            order = order != 0 ? order : string.CompareOrdinal(models[middle].Id, id);
            if (order == 0)
            {
                return models[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private static string Key(string provider, string id) => provider + "\n" + id;
}
