using NanoGpt.Evaluation;
using NanoGpt.Schema.Binding;

namespace NanoGpt.Schema.Linking;

/// <summary>Resolves the successors of models.</summary>
internal static class Successors
{
    /// <summary>Sets the type names of successors, and reports invalid successors.</summary>
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

    public static EquatableArray<ModelDefinition> Named(List<ModelDefinition> models)
    {
        var known = new Dictionary<string, ModelDefinition>(models.Count, StringComparer.Ordinal);
        models.ForEach(model => known[Key(model.Provider, model.Id)] = model);
        for (var i = 0; i < models.Count; i++)
        {
            if (models[i].Successor is { } id && known.TryGetValue(Key(models[i].Provider, id), out var next)
                && next.Status != ModelStatus.Removed && next.Id != models[i].Id)
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
            var guess = draft.Issues.Guess(successor, known.Values.Select(static model => model.Id));
            var hint = NearestWord.Hint(guess, "no model of this provider has that id");
            draft.Issues.ReportWithFix(IssueRules.UnknownSuccessor, at, guess, successor, hint);
        }
        else if (ReferenceEquals(next, spec) || next.Status == ModelStatus.Removed)
        {
            var reason = ReferenceEquals(next, spec) ? "it is this model" : "it has been removed itself";
            draft.Issues.Report(IssueRules.UnknownSuccessor, at, successor, reason);
        }
    }

    private static string Key(string provider, string id) => provider + "\n" + id;
}
