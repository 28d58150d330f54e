using NanoGpt.Schema.Binding;

namespace NanoGpt.Schema.Linking;

/// <summary>Finds models of one provider that have the same id, or ids that differ only in case.</summary>
internal static class ModelIds
{
    /// <summary>Reports both models. Neither is used, so that the result does not depend on the order of files.</summary>
    public static void Check(List<ModelDraft> drafts)
    {
        var seen = new Dictionary<string, ModelDraft>(drafts.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var draft in drafts)
        {
            if (draft.Id is not { } id)
            {
                continue;
            }

            // No id contains a line break.
            var key = draft.File.Provider + "\n" + id;
            if (!seen.TryGetValue(key, out var other))
            {
                seen.Add(key, draft);
                continue;
            }

            Report(draft, other);
            Report(other, draft);
        }
    }

    private static void Report(ModelDraft draft, ModelDraft other)
    {
        var at = draft.IdNode!;
        var path = Printable.Of(other.File.Path);
        if (string.Equals(draft.Id, other.Id, StringComparison.Ordinal))
        {
            draft.Issues.Report(IssueRules.DuplicateId, at, draft.Id!, path);
        }
        else
        {
            draft.Issues.Report(IssueRules.IdCaseClash, at, draft.Id!, other.Id!, path);
        }
    }
}
