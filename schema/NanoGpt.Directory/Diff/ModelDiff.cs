namespace NanoGpt.Directories.Diff;

/// <summary>Compares two definitions of a model.</summary>
internal static class ModelDiff
{
    public static IReadOnlyList<Change> Compare(ModelDefinition? old, ModelDefinition? now)
    {
        var changes = new ChangeList((old ?? now)!.Provider, (old ?? now)!.Id);
        switch (old, now)
        {
            case (null, { Status: ModelStatus.Removed }):
                changes.Text("removed-model-recorded", null, "recorded as removed");
                break;
            case (null, { }):
                changes.Additive(
                    ChangeAspect.Code, "model-added", null, $"new model, as {now.RequestType}", now: now.RequestType);
                break;
            case ({ Status: ModelStatus.Removed }, null):
                changes.Text("removed-model-forgotten", null, "the record of a removed model was deleted");
                break;
            case ({ }, null):
                changes.Breaking(
                    ChangeAspect.Code, "model-removed", null, $"the model and {old.RequestType} were removed", old.RequestType);
                break;
            default:
                Compare(old!, now!, changes);
                break;
        }

        return changes.Changes;
    }

    private static void Compare(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        CompareStatus(old, now, changes);
        if (old.Status != ModelStatus.Removed && now.Status != ModelStatus.Removed)
        {
            if (!string.Equals(old.TypeName, now.TypeName, StringComparison.Ordinal))
            {
                changes.Breaking(
                    ChangeAspect.Code, "type-renamed", "type", "the C# type was renamed", old.RequestType, now.RequestType);
            }

            FieldDiff.CompareAll(old.Fields, now.Fields, new FieldScope("", old.TypeName, now.TypeName), changes);
            RuleDiff.Compare(old, now, changes);
            PriceDiff.Compare(old, now, changes);
        }

        CompareModes(old, now, changes);
        changes.CompareText("title", old.Title, now.Title);
        changes.CompareText("summary", old.Summary, now.Summary);
        changes.CompareText("confidence", old.Confidence, now.Confidence);
        changes.CompareTexts("sources", old.Sources, now.Sources);
        changes.CompareTexts("facts", Facts(old), Facts(now));
        changes.CompareTexts("notes", old.Notes, now.Notes);
        CompareDisputes(old, now, changes);
        CompareOutputs(old, now, changes);
    }

    private static EquatableArray<string> Facts(ModelDefinition model) =>
        model.Facts.Select(fact => $"{fact.Name}: {fact.Value}").ToEquatableArray();

    public static void CompareOutputs(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        if (old.Outputs != now.Outputs)
        {
            changes.Text("outputs-changed", "outputs", $"a job produces {now.Outputs} videos instead of {old.Outputs}");
        }
    }

    private static void CompareStatus(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        if (old.Status == now.Status)
        {
            changes.CompareText("since", old.Since, now.Since);
            changes.CompareText("successor", old.Successor, now.Successor);
            return;
        }

        var since = now.Since is { } date ? $" since {date}" : "";
        var instead = now.Successor is { } successor ? $"; {successor} replaces it" : "";
        switch (now.Status)
        {
            case ModelStatus.Removed:
                changes.Breaking(ChangeAspect.Code, "model-removed", "status", $"removed{since}{instead}", old.RequestType);
                break;
            case ModelStatus.Deprecated when old.Status == ModelStatus.Active:
                changes.Additive(ChangeAspect.Code, "model-deprecated", "status", $"deprecated{since}{instead}");
                break;
            default:
                var what = old.Status == ModelStatus.Removed ? $"restored as {now.RequestType}" : "no longer deprecated";
                changes.Additive(ChangeAspect.Code, "model-restored", "status", what, now: now.RequestType);
                break;
        }
    }

    public static void CompareModes(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        foreach (var mode in now.Modes.Except(old.Modes, StringComparer.Ordinal))
        {
            changes.Additive(ChangeAspect.Text, "mode-added", "modes", $"also {mode}", now: mode);
        }

        // The fields decide which requests are valid, not the listed modes.
        foreach (var mode in old.Modes.Except(now.Modes, StringComparer.Ordinal))
        {
            changes.Text("mode-removed", "modes", $"{mode} is not listed", mode);
        }
    }

    private static void CompareDisputes(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        foreach (var dispute in now.Disputes.Where(dispute => !old.Disputes.Contains(dispute)))
        {
            changes.Text("dispute-added", dispute.About, $"sources disagree on '{dispute.About}': {dispute.Resolved}");
        }

        foreach (var dispute in old.Disputes.Where(dispute => !now.Disputes.Contains(dispute)))
        {
            changes.Text("dispute-removed", dispute.About, $"a dispute about '{dispute.About}' is settled or changed");
        }
    }
}
