using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Diff;

/// <summary>Represents a difference between two directories.</summary>
/// <param name="Kind">What it means for those who use the directory.</param>
/// <param name="Aspect">What it affects.</param>
/// <param name="Code">What it is, in kebab-case; stable, for scripts.</param>
/// <param name="Message">What changed, in one sentence without the model's id.</param>
public sealed record Change(ChangeKind Kind, ChangeAspect Aspect, string Code, string Message)
{
    /// <summary>Gets the provider's id.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Gets the model's id; null if the change is about the provider.</summary>
    public string? Model { get; init; }

    /// <summary>Gets what changed: a field's path such as <c>script_config.style</c>, or a key of the model; null for the model itself.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets the old value; null if it was not there.</summary>
    public string? Old { get; init; }

    /// <summary>Gets the new value; null if it is gone.</summary>
    public string? New { get; init; }
}

/// <summary>Specifies what a change means for those who use the directory; the greater, the worse.</summary>
public enum ChangeKind
{
    /// <summary>
    /// Only descriptions changed: texts, sources, disputes, prices. A price is here because no request becomes invalid and no name
    /// changes with it: an estimate is a dated fact, not a contract.
    /// </summary>
    Documentation,

    /// <summary>More can be written than before, and all that could be still can.</summary>
    Additive,

    /// <summary>What compiled, was valid or was sent before is not any more.</summary>
    Breaking,
}

/// <summary>Specifies what a change affects.</summary>
public enum ChangeAspect
{
    /// <summary>Nothing but words and figures.</summary>
    Text,

    /// <summary>Which requests are valid.</summary>
    Requests,

    /// <summary>The generated C#: its names and types.</summary>
    Code,

    /// <summary>What a request sends for the same values.</summary>
    Wire,
}

/// <summary>Collects the changes of one model or provider.</summary>
internal sealed class ChangeList(string provider, string? model)
{
    private readonly List<Change> changes = [];

    public IReadOnlyList<Change> Changes => changes;

    public void Add(ChangeKind kind, ChangeAspect aspect, string code, string? subject, string message, string? old = null, string? now = null) =>
        changes.Add(new Change(kind, aspect, code, message) { Provider = provider, Model = model, Subject = subject, Old = old, New = now });

    public void Breaking(ChangeAspect aspect, string code, string? subject, string message, string? old = null, string? now = null) =>
        Add(ChangeKind.Breaking, aspect, code, subject, message, old, now);

    public void Additive(ChangeAspect aspect, string code, string? subject, string message, string? old = null, string? now = null) =>
        Add(ChangeKind.Additive, aspect, code, subject, message, old, now);

    public void Text(string code, string? subject, string message, string? old = null, string? now = null) =>
        Add(ChangeKind.Documentation, ChangeAspect.Text, code, subject, message, old, now);

    /// <summary>A text that may differ without anything depending on it.</summary>
    public void CompareText(string key, string? old, string? now)
    {
        if (!string.Equals(old, now, StringComparison.Ordinal))
        {
            Text("text-changed", key, $"'{key}' reads differently", old, now);
        }
    }

    /// <summary>Sources of a part of a model as far as they are not the model's: to repeat those is to say nothing.</summary>
    public static EquatableArray<string> Own(EquatableArray<string> sources, ModelDefinition model) => sources == model.Sources ? default : sources;

    /// <summary>A list of words that may differ without anything depending on it.</summary>
    public void CompareTexts(string key, EquatableArray<string> old, EquatableArray<string> now)
    {
        if (!old.Equals(now))
        {
            Text("text-changed", key, $"'{key}' differs", string.Join(", ", old), string.Join(", ", now));
        }
    }
}
