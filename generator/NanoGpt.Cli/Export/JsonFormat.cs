using System.Buffers;
using System.Text;
using System.Text.Json;
using NanoGpt.Cli.Output;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>The whole directory as JSON, made model by model: ten thousand of them need no more memory than a few.</summary>
internal sealed class JsonFormat : ExportFormat
{
    private const int BatchSize = 256;

    public override string Name => "json";

    public override void Write(Catalog catalog, TextWriter output)
    {
        output.Write("{\n  \"models\": [");
        var separator = "";
        foreach (var batch in CatalogExport.Ordered(catalog).Chunk(BatchSize))
        {
            // The threads meet after each batch, so that no more than one is held.
            var texts = new string[batch.Length];
            Parallel.For(0, batch.Length, static () => new ArrayBufferWriter<byte>(64 << 10), Write, static _ => { });
            foreach (var text in texts)
            {
                output.Write(separator);
                output.Write(text);
                separator = ",";
            }

            ArrayBufferWriter<byte> Write(int index, ParallelLoopState state, ArrayBufferWriter<byte> buffer)
            {
                texts[index] = Item(batch[index], buffer);
                return buffer;
            }
        }

        output.Write(separator.Length == 0 ? "]\n}\n" : "\n  ]\n}\n");
    }

    /// <summary>A model at its depth in the document: what the writer adds between the list's brackets.</summary>
    /// <param name="model">The model.</param>
    /// <param name="buffer">Where to write it; one for many models, because each would be a large object of its own.</param>
    private static string Item(ModelSpec model, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartArray("models");
        writer.Flush();
        var start = buffer.WrittenCount;
        CatalogExport.Write(writer, model);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan[start..]);
    }
}
