using System.Globalization;
using System.Text;

namespace NanoGpt.Tables;

/// <summary>
/// Reads and writes the description of a model as the text that generated code contains: a line for the model, for each field,
/// rule and rate, and for further facts.
/// <code>
/// model nanogpt sora-2 "Sora 2" text-to-video|image-to-video
/// string prompt Prompt required
/// enum resolution Resolution values=R720p=720p|R1792x1024=1792x1024 cost
/// require wide-needs-pro pro_mode=true when=resolution=1792x1024 because="1792x1024 is rendered only in pro mode."
/// price USD 2026-08-24
/// rate when="pro_mode=false &amp; resolution=720p" perSecond=0.1
/// </code>
/// </summary>
/// <remarks>
/// The description is one text because the compiler of a consumer handles that fastest. It contains what the validation, pricing
/// and serialization of a request require. Summaries, sources and names that only the generator uses are not included. The
/// members of an object are a separate table.
/// </remarks>
public static class ModelTable
{
    private const string RemovedVerb = "removed";

    /// <summary>Writes the table of a model.</summary>
    /// <param name="model">The model.</param>
    public static string Write(ModelInfo model)
    {
        var text = new StringBuilder(1024);
        new TableLineWriter(text, "model")
            .Add(model.Provider).Add(model.Id).Add(model.Title).Add(PackedText.Join(model.Modes) ?? "");
        FieldLine.Write(text, model.Fields);
        RuleLine.Write(text, model.Rules);
        PriceLines.Write(text, model.Price);
        if (model.Outputs != 1)
        {
            new TableLineWriter(text, "outputs").Add(TableLineWriter.NumberOf(model.Outputs));
        }

        if (model.Status != ModelStatus.Active)
        {
            new TableLineWriter(text, model.Status == ModelStatus.Deprecated ? "deprecated" : RemovedVerb)
                .Text("since", model.Since).Text("successor", model.Successor);
        }

        return text.ToString();
    }

    /// <summary>Writes the table of the members of an object.</summary>
    /// <param name="fields">The members.</param>
    public static string Write(EquatableArray<FieldInfo> fields)
    {
        var text = new StringBuilder(256);
        FieldLine.Write(text, fields);
        return text.ToString();
    }

    /// <summary>Writes the table of removed models.</summary>
    /// <param name="models">The models.</param>
    public static string Write(IEnumerable<RemovedModel> models)
    {
        var text = new StringBuilder(256);
        foreach (var model in models)
        {
            new TableLineWriter(text, RemovedVerb)
                .Add(model.Provider).Add(model.Id).Text("since", model.Since).Text("successor", model.Successor);
        }

        return text.ToString();
    }

    /// <summary>Reads the table of removed models.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    public static EquatableArray<RemovedModel> ReadRemoved(string table)
    {
        var reader = new TableReader(table);
        var models = new List<RemovedModel>();
        while (reader.Take(RemovedVerb) is { } line)
        {
            models.Add(new RemovedModel(line.Next(), line.Next(), line.Text("since"), line.Text("successor")));
            line.End();
        }

        reader.End();
        return models.ToEquatableArray();
    }

    /// <summary>Reads the table of a model.</summary>
    /// <param name="table">The table.</param>
    /// <param name="objects">The members of its objects, in the order of their lines; a further object has no members.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    public static ModelInfo Read(string table, params IReadOnlyList<EquatableArray<FieldInfo>> objects)
    {
        var reader = new TableReader(table);
        var head = reader.Take("model") ?? throw reader.Malformed("'model' is expected");
        var (provider, id, title, modes) = (head.Next(), head.Next(), head.Next(), head.Next());
        head.End();
        var fields = FieldLine.Read(reader, objects);
        var rules = RuleLine.Read(reader, fields);
        var price = PriceLines.Read(reader, fields);
        var outputs = reader.Take("outputs");
        var (deprecated, removed) = (reader.Take("deprecated"), reader.Take(RemovedVerb));
        var end = deprecated ?? removed;
        var model = new ModelInfo
        {
            Provider = provider,
            Id = id,
            Title = title,
            Modes = modes.Length == 0 ? default : PackedText.Split(modes),
            Fields = fields,
            Rules = rules,
            Price = price,
            Outputs = outputs is null ? 1 : int.Parse(outputs.Next(), CultureInfo.InvariantCulture),
            Status = removed is not null ? ModelStatus.Removed
                : deprecated is not null ? ModelStatus.Deprecated : ModelStatus.Active,
            Since = end?.Text("since"),
            Successor = end?.Text("successor"),
        };
        outputs?.End();
        end?.End();
        reader.End();
        return model;
    }

    /// <summary>Reads the table of the members of an object.</summary>
    /// <inheritdoc cref="Read"/>
    public static EquatableArray<FieldInfo> ReadFields(string table, params IReadOnlyList<EquatableArray<FieldInfo>> objects)
    {
        var reader = new TableReader(table);
        var fields = FieldLine.Read(reader, objects);
        reader.End();
        return fields;
    }
}
