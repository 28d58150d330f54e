using NanoGpt.Schema.Binding;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Schema.Linking;

/// <summary>Finds models of one provider that have the same id, or ids that differ only in case.</summary>
internal static class ModelIds
{
    /// <summary>Reports both; neither is used, so that no order of files decides.</summary>
    public static void Check(List<ModelDraft> drafts)
    {
        var seen = new Dictionary<string, ModelDraft>(drafts.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var draft in drafts)
        {
            if (draft.Id is not { } id)
            {
                continue;
            }

            // No id holds a line end.
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
            draft.Issues.Add(IssueRules.DuplicateId, at.Start, at.Length, null, draft.Id!, path);
        }
        else
        {
            draft.Issues.Add(IssueRules.IdCaseClash, at.Start, at.Length, null, draft.Id!, other.Id!, path);
        }
    }
}
