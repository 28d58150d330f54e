using System.Security.Cryptography;
using System.Text;
using NanoGpt.Catalogs.Requests;
using NanoGpt.Cli.Requests;

namespace NanoGpt.Cli.Batch;

/// <summary>Represents the requests of a batch, and what is wrong with its lines.</summary>
/// <param name="Items">The valid requests.</param>
/// <param name="Problems">The problems of all lines, in the order of the file.</param>
internal sealed record BatchRequests(IReadOnlyList<BatchItem> Items, IReadOnlyList<BatchProblem> Problems)
{
    public int InvalidLines => Problems.Where(static problem => problem.Severity == PreparedRequest.Error)
        .Select(static problem => problem.Line).Distinct().Count();

    /// <summary>Gets the highest total price; null if a price is unknown.</summary>
    public decimal? TotalPrice => TotalOf(Items);

    /// <summary>Returns the highest price of requests together; null if that of one is unknown.</summary>
    public static decimal? TotalOf(IEnumerable<BatchItem> items) =>
        items.Aggregate((decimal?)0, static (sum, item) => sum + item.Request.Price?.Maximum);

    /// <summary>Reads and validates all lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the batch.</param>
    /// <param name="catalog">The models.</param>
    /// <param name="requiresPrice">Whether a request without a recorded price is an error.</param>
    public static BatchRequests Read(string path, string name, Catalog catalog, bool requiresPrice)
    {
        var problems = new List<BatchProblem>();
        var items = new List<BatchItem>();
        var copies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in BatchFile.Read(path, problems))
        {
            if (Prepare(line, catalog, requiresPrice, problems) is { } request)
            {
                var body = request.Body.ToJsonString();
                var copy = copies[body] = copies.GetValueOrDefault(body) + 1;
                items.Add(new BatchItem(line.Number, CreateId(name, body, copy), request));
            }
        }

        foreach (var foreign in items.Where(item => item.Request.Model.Provider != items[0].Request.Model.Provider))
        {
            problems.Add(BatchProblem.Error(
                foreign.Line,
                $"The model is of {foreign.Request.Model.Provider}, but the batch is of {items[0].Request.Model.Provider}: "
                + "use a file for each provider."));
        }

        var invalid = problems.Where(static problem => problem.Severity == PreparedRequest.Error)
            .Select(static problem => problem.Line).ToHashSet();
        return new([.. items.Where(item => !invalid.Contains(item.Line))], [.. problems.OrderBy(static problem => problem.Line)]);
    }

    private static PreparedRequest? Prepare(
        BatchLine line, Catalog catalog, bool requiresPrice, List<BatchProblem> problems)
    {
        void Report(string message) => problems.Add(BatchProblem.Error(line.Number, message));
        if (ModelLookup.Find(catalog, line.Model, Report) is not { } model)
        {
            return null;
        }

        try
        {
            var builder = new RequestBodyBuilder(model);
            line.Fill(builder);
            var key = catalog.Providers.FirstOrDefault(provider => provider.Id == model.Provider)?.SubmissionId;
            var request = new PreparedRequest(model, key, builder.Build());
            problems.AddRange(request.Problems.Select(
                problem => new BatchProblem(line.Number, 1, problem.Severity, problem.Code, problem.Message)));
            if (requiresPrice && request.Price?.Maximum is null)
            {
                Report($"--budget requires a price, which is {CostView.Line(request)}.");
            }

            return request;
        }
        catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
        {
            Report(e.Message);
            return null;
        }
    }

    // The same request of the same batch has the same id in every run, so that it is paid for once. Equal lines are counted.
    private static Guid CreateId(string name, string body, int copy)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name}\n{copy}\n{body}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);   // version 8
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);   // the variant of RFC 9562
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
