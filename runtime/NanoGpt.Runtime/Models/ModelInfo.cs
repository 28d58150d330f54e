using System.ComponentModel;
using System.Text.Json;

namespace NanoGpt;

/// <summary>A model as data: for forms, pickers, checks and prices.</summary>
public sealed class ModelInfo : FieldTable
{
    internal ModelInfo(string provider, string id, string title, string modes, FieldInfo[] rows, RuleInfo[] rules)
        : base(rows)
    {
        Provider = provider;
        Id = id;
        Title = title;
        Modes = modes.Length == 0 ? [] : modes.Split(' ');
        RuleRows = rules;
        NeedsValues = rules.Length > 0 || Array.Exists(rows, static row => row.ReferenceRows.Length > 0);
        EncodedId = JsonText.Encode(id);
    }

    /// <summary>For generated code: reads the table of a model.</summary>
    /// <param name="table">The table, as the generator writes it.</param>
    /// <param name="read">Makes a request of what a reader gives; null if the model has no type of its own.</param>
    /// <param name="groups">The tables of the objects among its fields, in their order.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ModelInfo Parse(string table, Func<FieldReader, VideoRequest>? read = null, params FieldGroupInfo[] groups) =>
        TableParser.Model(table, read, groups);

    /// <summary>The provider's id: <c>nanogpt</c>.</summary>
    public string Provider { get; }

    /// <summary>The model's id as the wire spells it.</summary>
    public string Id { get; }

    /// <summary>The model's name as people write it.</summary>
    public string Title { get; }

    /// <summary>What it can do: <c>text-to-video</c>.</summary>
    public IReadOnlyList<string> Modes { get; }

    /// <summary>What must hold between fields.</summary>
    public IReadOnlyList<RuleInfo> Rules => RuleRows;

    /// <summary>Recorded prices; null if unknown.</summary>
    public PriceInfo? Price { get; internal init; }

    /// <summary>How many videos one job gives.</summary>
    public int Outputs { get; internal init; } = 1;

    /// <summary>Whether it can be used.</summary>
    public ModelStatus Status { get; internal init; }

    /// <summary>The id of the model that replaces it; null for none.</summary>
    public string? Successor { get; internal init; }

    /// <summary>Since when it is deprecated, if a source says so.</summary>
    public string? Since { get; internal init; }

    // A model of which nothing is known but its id.
    internal static ModelInfo Unknown(string provider, string id) => new(provider, id, id, "", [], []);

    // Makes the model's typed request of what a reader gives; null if there is no such type.
    internal Func<FieldReader, VideoRequest>? Read { get; init; }

    internal RuleInfo[] RuleRows { get; }

    // Whether there is anything to check between fields.
    internal bool NeedsValues { get; }

    internal JsonEncodedText EncodedId { get; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
