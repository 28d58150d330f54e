namespace NanoGpt.Directories.Diff;

/// <summary>Represents a difference between two directories.</summary>
/// <param name="Kind">The effect on users of the directory.</param>
/// <param name="Aspect">The part that is affected.</param>
/// <param name="Code">A stable kebab-case identifier of the difference, for scripts.</param>
/// <param name="Message">A one-sentence description without the model id.</param>
public sealed record Change(ChangeKind Kind, ChangeAspect Aspect, string Code, string Message)
{
    /// <summary>Gets the provider's id.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Gets the model id; null if the change affects the provider.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Gets the changed field, as a path such as <c>script_config.style</c>, or the changed key of the model; null for the model
    /// itself.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>Gets the old value; null if there was none.</summary>
    public string? Old { get; init; }

    /// <summary>Gets the new value; null if there is none.</summary>
    public string? New { get; init; }
}

/// <summary>Specifies the effect of a change on users of the directory, in ascending order of severity.</summary>
public enum ChangeKind
{
    /// <summary>
    /// Only descriptions changed: texts, sources, disputes or prices. A price is an estimate: a new one invalidates no request.
    /// </summary>
    Documentation,

    /// <summary>More requests are valid than before, and every request that was valid still is.</summary>
    Additive,

    /// <summary>Code no longer compiles, a request is no longer valid, or a request is sent differently.</summary>
    Breaking,
}

/// <summary>Specifies the part that a change affects.</summary>
public enum ChangeAspect
{
    /// <summary>Descriptions and prices only.</summary>
    Text,

    /// <summary>The set of valid requests.</summary>
    Requests,

    /// <summary>The names and types of the generated C#.</summary>
    Code,

    /// <summary>The JSON that is sent for the same values.</summary>
    Wire,
}

/// <summary>Collects the changes of one model or provider.</summary>
internal sealed class ChangeList(string provider, string? model)
{
    private readonly List<Change> changes = [];

    public IReadOnlyList<Change> Changes => changes;

    public void Add(
        ChangeKind kind, ChangeAspect aspect, string code, string? subject, string message, string? old = null,
        string? now = null) =>
        changes.Add(
            new Change(kind, aspect, code, message)
            {
                Provider = provider,
                Model = model,
                Subject = subject,
                Old = old,
                New = now,
            });

    public void Breaking(
        ChangeAspect aspect, string code, string? subject, string message, string? old = null, string? now = null) =>
        Add(ChangeKind.Breaking, aspect, code, subject, message, old, now);

    public void Additive(
        ChangeAspect aspect, string code, string? subject, string message, string? old = null, string? now = null) =>
        Add(ChangeKind.Additive, aspect, code, subject, message, old, now);

    public void Text(string code, string? subject, string message, string? old = null, string? now = null) =>
        Add(ChangeKind.Documentation, ChangeAspect.Text, code, subject, message, old, now);

    public void CompareText(string key, string? old, string? now)
    {
        if (!string.Equals(old, now, StringComparison.Ordinal))
        {
            Text("text-changed", key, $"'{key}' changed", old, now);
        }
    }

    public static EquatableArray<string> WithoutModelSources(EquatableArray<string> sources, ModelDefinition model) =>
        sources == model.Sources ? default : sources;

    public void CompareTexts(string key, EquatableArray<string> old, EquatableArray<string> now)
    {
        if (old.Equals(now))
        {
            return;
        }

        // Lists of sources are long, and few of their items change.
        var (removed, added) = (old.Except(now).ToList(), now.Except(old).ToList());
        if (removed.Count + added.Count == 0)
        {
            Text("text-changed", key, $"'{key}' has another order");
        }
        else
        {
            string?[] parts =
            [
                added.Count == 0 ? null : $"added {string.Join(", ", added)}",
                removed.Count == 0 ? null : $"removed {string.Join(", ", removed)}",
            ];
            Text("text-changed", key, $"'{key}' changed: {string.Join("; ", parts.OfType<string>())}");
        }
    }
}
