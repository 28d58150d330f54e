using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Holds the state that all comparisons of one run share.</summary>
internal sealed class SyncContext(Vendor vendor, string date, Func<YamlDocument, ModelDefinition?> load)
{
    /// <summary>The start of the resolution of a dispute that has not been reviewed.</summary>
    public const string Unresolved = "Left as it is";

    private readonly List<ListNotice> notices = [];
    private readonly List<UncomparedFact> uncompared = [];

    public Vendor Vendor => vendor;
    public string Date => date;
    public string Source { get; } = Vendor.SourcePrefix + date;
    public IReadOnlyList<ListNotice> Notices => notices;
    public IReadOnlyList<UncomparedFact> UncomparedFacts => uncompared;

    /// <summary>Gets the number of facts that were compared.</summary>
    public int ComparedFacts { get; private set; }

    public void Compared(int facts) => ComparedFacts += facts;

    public void Uncompared(string model, string key, string reason) => uncompared.Add(new UncomparedFact(model, key, reason));

    public ModelDefinition? Load(YamlDocument document) => load(document);

    public void Notice(string? model, string message) => notices.Add(new ListNotice(model, message));

    public void UseSource(YamlDocument document)
    {
        if (document.Find("sources") is YamlSequence sources
            && !sources.Items.OfType<YamlScalar>().Any(item => item.Text == Source))
        {
            document.AddItem(["sources"], YamlText.Flow(Source));
        }
    }

    /// <summary>Records a contradiction unless the file already contains it.</summary>
    /// <param name="model">The model before the run.</param>
    /// <param name="document">Its file.</param>
    /// <param name="about">The field, or a key such as <c>modes</c>.</param>
    /// <param name="claim">The claim of the list. It must not depend on the date, so that a second run recognizes it.</param>
    /// <param name="kept">The resolution.</param>
    /// <returns>The change; null if the dispute is known.</returns>
    public SyncChange? Dispute(ModelDefinition model, YamlDocument document, string about, string claim, string kept)
    {
        // A dispute settles what its sources said at their dates: another claim of a newer list opens it again.
        if (model.Disputes.Any(dispute => dispute.About == about
            && dispute.Claims.Any(one => vendor.IsRecordOfList(one.Source) && one.Claim == claim)))
        {
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
            document.AddKey("disputes", $"[{flow}]", ["- " + lines[0], "  " + lines[1], "  " + lines[2]]);
        }

        UseSource(document);
        return new SyncChange(SyncKind.Disputed, model.Id, about, $"the list says {claim}");
    }
}
