using System.Buffers;

namespace NanoGpt.Directories.Export;

/// <summary>Exports the directory as JSON, model by model, so that memory use does not grow with the number of models.</summary>
public sealed class JsonFormat : ExportFormat
{
    private const int BatchSize = 64;

    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override void Write(Catalog catalog, TextWriter output)
    {
        output.Write("{\n  \"providers\": [");
        var buffer = new ArrayBufferWriter<byte>(64 << 10);
        var separator = "";
        foreach (var provider in catalog.Providers.OrderBy(provider => provider.Id, StringComparer.Ordinal))
        {
            output.Write(separator);
            output.Write(Item(json => ProviderExport.Write(json, provider), buffer));
            separator = ",";
        }

        output.Write(separator.Length == 0 ? "],\n  \"models\": [" : "\n  ],\n  \"models\": [");
        separator = "";

        // One batch is written while the next is created, so that at most two are in memory.
        var made = Task.FromResult(Array.Empty<string>());
        foreach (var batch in CatalogExport.Ordered(catalog).Chunk(BatchSize).Append([]))
        {
            var making = Task.Run(() => Make(batch));
            foreach (var text in made.GetAwaiter().GetResult())
            {
                output.Write(separator);
                output.Write(text);
                separator = ",";
            }

            made = making;
        }

        output.Write(separator.Length == 0 ? "]\n}\n" : "\n  ]\n}\n");
    }

    /// <summary>Returns the JSON of one model as it appears in the document.</summary>
    public static string Text(ModelDefinition model) => JsonOutput.Text(json => CatalogExport.Write(json, model));

    private static string[] Make(ModelDefinition[] batch)
    {
        var texts = new string[batch.Length];
        Parallel.For(0, batch.Length, static () => new ArrayBufferWriter<byte>(64 << 10), Write, static _ => { });
        return texts;

        ArrayBufferWriter<byte> Write(int index, ParallelLoopState state, ArrayBufferWriter<byte> buffer)
        {
            texts[index] = Item(json => CatalogExport.Write(json, batch[index]), buffer);
            return buffer;
        }
    }

    /// <summary>
    /// Writes an item with the line break and indentation of a list item. The buffer is shared because each would be a large
    /// object.
    /// </summary>
    private static string Item(Action<Utf8JsonWriter> write, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        writer.Flush();
        var start = buffer.WrittenCount;
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan[start..]);
    }
}
