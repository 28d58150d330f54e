using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>What all comparisons of one run share: the day, the source that they cite, and what they have to say.</summary>
/// <param name="vendor">Whose list it is.</param>
/// <param name="date">The day, as <c>yyyy-MM-dd</c>.</param>
/// <param name="load">Reads one model file as it would be in the directory; null if it has errors.</param>
internal sealed class SyncContext(Vendor vendor, string date, Func<YamlDocument, ModelDefinition?> load)
{
    /// <summary>What a dispute that nobody has looked at yet says.</summary>
    public const string Unsettled = "Left as it is";

    private static readonly string[] KeysBeforeDisputes =
    [
        "id", "title", "summary", "type", "status", "since", "successor", "modes", "inputs", "rules", "outputs", "pricing", "confidence", "sources",
    ];

    private readonly List<ListNotice> notices = [];

    public string Date => date;

    public string Source { get; } = Vendor.SourcePrefix + date;

    /// <summary>What was found and needs no edit.</summary>
    public IReadOnlyList<ListNotice> Notices => notices;

    public ModelDefinition? Load(YamlDocument document) => load(document);

    /// <summary>Reports something that leads to no edit.</summary>
    public void Notice(string? model, string message) => notices.Add(new ListNotice(model, message));

    public void UseSource(YamlDocument document)
    {
        if (document.Find("sources") is YamlSequence sources && !sources.Items.OfType<YamlScalar>().Any(item => item.Text == Source))
        {
            document.AddItem(["sources"], YamlText.Flow(Source));
        }
    }

    /// <summary>Writes a contradiction down, unless that was done before, by this or by a person.</summary>
    /// <param name="model">The model as it was.</param>
    /// <param name="document">Its file.</param>
    /// <param name="about">A field, or a word such as modes.</param>
    /// <param name="claim">What the list says; the same words on any day, so that a second run knows them again.</param>
    /// <param name="kept">What the file does.</param>
    /// <returns>The change; null if the dispute is known.</returns>
    public SyncChange? Dispute(ModelDefinition model, YamlDocument document, string about, string claim, string kept)
    {
        var known = model.Disputes.Where(dispute => dispute.About == about).ToList();
        if (known.Exists(dispute => dispute.Claims.Any(one => vendor.IsRecordOfList(one.Source) && one.Claim == claim)))
        {
            return null;
        }

        if (known.Exists(dispute => !dispute.Resolved.StartsWith(Unsettled, StringComparison.Ordinal) && dispute.Claims.Any(one => vendor.IsRecordOfList(one.Source))))
        {
            Notice(model.Id, $"{about}: the list says {claim}; a dispute in the file has settled that");
            return null;
        }

        var claims = $"{{ {YamlText.Flow(Source)}: {YamlText.Flow(claim)} }}";
        var flow = $"{{ about: {YamlText.Flow(about)}, claims: {claims}, resolved: {YamlText.Flow(kept)} }}";
        string[] lines = [$"about: {YamlText.Flow(about)}", $"claims: {claims}", $"resolved: {YamlText.Line(kept)}"];
        if (document.Find("disputes") is YamlSequence)
        {
            document.AddItem(["disputes"], flow, lines);
        }
        else
        {
            document.AddKey("disputes", $"[{flow}]", KeysBeforeDisputes, ["- " + lines[0], "  " + lines[1], "  " + lines[2]]);
        }

        UseSource(document);
        return new SyncChange(SyncKind.Disputed, model.Id, about, $"the list says {claim}");
    }
}
