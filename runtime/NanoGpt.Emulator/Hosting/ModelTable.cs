using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Hosting;

/// <summary>The models of one provider.</summary>
internal sealed class ModelTable
{
    public const string NanoGpt = "nanogpt";
    public const string Venice = "venice";

    private readonly Dictionary<string, ModelSpec> byId;

    private ModelTable(ProviderSpec provider, Catalog catalog)
    {
        Provider = provider;
        byId = catalog.Models.Where(model => model.Provider == provider.Id).ToDictionary(model => model.Id, StringComparer.Ordinal);
    }

    /// <summary>The table of a provider; null if the directory does not have it.</summary>
    public static ModelTable? Of(Catalog catalog, string id) =>
        catalog.Providers.FirstOrDefault(provider => provider.Id == id) is { } provider ? new ModelTable(provider, catalog) : null;

    public ProviderSpec Provider { get; }

    /// <summary>Those that can be used.</summary>
    public IEnumerable<ModelSpec> Offered => byId.Values.Where(model => model.Status != ModelStatus.Removed).OrderBy(model => model.Id, StringComparer.Ordinal);

    public ModelSpec? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The offered id that shares the most with a mistyped one, if it shares most of it.</summary>
    public string? Suggest(string id) => Offered
        .Select(model => (model.Id, Distance: Distance(model.Id, id)))
        .Where(candidate => candidate.Distance <= Math.Max(2, id.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
        .Select(candidate => candidate.Id)
        .FirstOrDefault();

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 20)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
