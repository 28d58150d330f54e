using CsvHelper;
using CsvHelper.Configuration;
using NanoGpt.Cli.Requests;

namespace NanoGpt.Cli.Batch;

/// <summary>Reads a batch file: a JSON object on each line, or CSV with a header of field names.</summary>
internal static class BatchFile
{
    private const string Model = "model";

    /// <summary>Returns the lines; a line that cannot be read is reported and left out.</summary>
    public static IReadOnlyList<BatchLine> Read(string path, ICollection<BatchProblem> problems)
    {
        var isCsv = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var lines = new List<BatchLine>();
        foreach (var read in isCsv ? ReadCsv(path) : ReadJson(path))
        {
            try
            {
                lines.Add(read());
            }
            catch (BatchLineException e)
            {
                problems.Add(e.Problem);
            }
        }

        return lines;
    }

    private static IEnumerable<Func<BatchLine>> ReadJson(string path)
    {
        var number = 0;
        foreach (var text in File.ReadLines(path))
        {
            var line = ++number;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return () => ReadJson(text, line);
            }
        }
    }

    private static BatchLine ReadJson(string text, int line)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new BatchLineException(line, (int)(e.BytePositionInLine ?? 0) + 1, "The line is not a JSON object.");
        }

        if (node is not JsonObject json)
        {
            throw new BatchLineException(line, 1, "The line is not a JSON object.");
        }

        if (json[Model] is not JsonValue value || !value.TryGetValue<string>(out var model))
        {
            throw new BatchLineException(
                line, 1, "The line has no \"model\", such as {\"model\":\"sora-2\",\"prompt\":\"A tram\"}.");
        }

        json.Remove(Model);
        return new BatchLine(line, model, builder => Fill(builder, json));
    }

    // Keys of the wire, and "image@" with the name of a file.
    private static void Fill(RequestBodyBuilder builder, JsonObject json)
    {
        var files = json.Where(static member => member.Key.EndsWith('@')).ToList();
        builder.Start(new JsonObject(json.Where(static member => !member.Key.EndsWith('@'))
            .Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
        foreach (var (key, value) in files)
        {
            builder.Set(FieldAssignment.Parse(key + value));
        }
    }

    private static IEnumerable<Func<BatchLine>> ReadCsv(string path)
    {
        using var reader = new StreamReader(path);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        if (!csv.Read())
        {
            yield break;
        }

        var header = csv.Record!;
        var model = Array.IndexOf(header, Model);
        if (model < 0)
        {
            yield return static () => throw new BatchLineException(
                1, 1, "The header has no column 'model': write one like model,prompt,duration,image@.");
            yield break;
        }

        while (csv.Read())
        {
            var (cells, line) = (csv.Record!, csv.RawRow);
            yield return () => cells.Length == header.Length
                ? new BatchLine(line, cells[model], builder => Fill(builder, header, cells))
                : throw new BatchLineException(line, 1, $"The line has {cells.Length} cells, the header {header.Length}.");
        }
    }

    // A heading is a field, or a field with the operator of an argument, such as image@. An empty cell sets nothing.
    private static void Fill(RequestBodyBuilder builder, string[] header, string[] cells)
    {
        foreach (var (heading, cell) in header.Zip(cells).Where(static pair => pair.First != Model && pair.Second.Length > 0))
        {
            var hasOperator = heading.EndsWith('@') || heading.EndsWith(":=", StringComparison.Ordinal);
            builder.Set(FieldAssignment.Parse(hasOperator ? heading + cell : $"{heading}={cell}"));
        }
    }
}
