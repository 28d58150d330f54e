using CsvHelper;

namespace NanoGpt.Cli.Batch;

/// <summary>Represents the state of every request of a batch, as CSV and JSON.</summary>
internal sealed class BatchReport(
    IReadOnlyList<BatchItem> items, IReadOnlyDictionary<Guid, SubmissionRecord> records,
    IReadOnlyDictionary<Guid, BatchResult> results, string folder)
{
    private static readonly string[] Columns =
        ["line", "model", "submissionId", "state", "runId", "price", "cost", "seconds", "file", "error"];

    /// <summary>Gets the number of requests in each state; those that are not planned are <c>notSent</c>.</summary>
    public IReadOnlyDictionary<string, int> Counts => items.CountBy(StateOf).ToDictionary();

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var rows = items.Select(ValuesOf).ToList();
        await using (var writer = new StreamWriter(Path.Combine(folder, "report.csv")))
        await using (var csv = new CsvWriter(writer, CultureInfo.InvariantCulture))
        {
            foreach (var row in rows.Prepend(Columns))
            {
                foreach (var value in row)
                {
                    csv.WriteField(value);
                }

                await csv.NextRecordAsync();
            }
        }

        var json = new JsonArray([.. rows.Select(static row => new JsonObject(
            Columns.Zip(row, static (name, value) => KeyValuePair.Create(name, (JsonNode?)ToNode(value)))))]);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), JsonOutput.Text(json), cancellationToken);
    }

    private static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        int number => JsonValue.Create(number),
        decimal amount => JsonValue.Create(amount),
        _ => JsonValue.Create($"{value}"),
    };

    private string StateOf(BatchItem item) =>
        records.TryGetValue(item.Id, out var record) ? JsonOutput.ToLowerName(record.State) : "notSent";

    private object?[] ValuesOf(BatchItem item)
    {
        var record = records.GetValueOrDefault(item.Id);
        var result = results.GetValueOrDefault(item.Id);
        return
        [
            item.Line, item.Request.Model.Id, item.Id, StateOf(item), record?.RunId, item.Request.Price?.Maximum, record?.Cost,
            result is null ? null : Math.Round((decimal)result.Elapsed.TotalSeconds, 1),
            record?.State == SubmissionState.Saved ? BatchRun.FileOf(folder, item) : null, result?.Error ?? record?.Error,
        ];
    }
}
