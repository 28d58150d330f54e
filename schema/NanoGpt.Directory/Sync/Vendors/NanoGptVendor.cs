using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Reads the list of NanoGPT: <c>GET /api/v1/video-models</c>, as recorded in September 2026.</summary>
internal sealed class NanoGptVendor : Vendor
{
    public override string Id => ProviderIds.NanoGpt;

    public override Uri Address { get; } = new("https://nano-gpt.com/api/v1/video-models?detailed=true");

    public override IReadOnlyList<ListKey> Keys => NanoGptKeys.All;

    public override IReadOnlyList<string> FactsOfList { get; } = ["audio_generation", "nsfw"];

    public override bool ListsPrices => true;

    // The list names the inputs of a model, and files name its purpose.
    public override IEnumerable<string> ListedModes(ModelDefinition model) => Modes(
        model.Modes.Any(mode => mode is "text-to-video" or "scripted"),
        model.Fields.Any(field => field.Type == FieldType.Image && field.Name != "end_image"),
        model.Fields.Any(field => field.Type == FieldType.Video && field.Name != "reference_videos"));

    // Prompts and media are never parameters.
    public override bool WouldList(FieldInfo field) => !field.IsMedia && field.Fixed is null && field.List is null
        && field.Type != FieldType.Object && field.Name is not ("prompt" or "script");

    // The price list is part of the same response.
    public override bool IsRecordOfList(string source) =>
        base.IsRecordOfList(source) || source.StartsWith("prices-", StringComparison.Ordinal);

    protected override void Read(JsonElement root, ListBuilder list) =>
        list.Read(root.Get("data"), (item, id) => Model(item, id, list));

    private static ListedModel Model(JsonElement item, string id, ListBuilder list)
    {
        list.CheckKeys(item, "");
        var fields = NanoGptParameters.Read(item.Get("supported_parameters"), id, list);
        var can = item.Get("capabilities");
        list.CheckKeys(can, "capabilities");
        list.CheckKeys(item.Get("architecture"), "architecture");
        if (can.Get("video_generation").Boolean() == false)
        {
            list.Uncompared(id, "capabilities.video_generation", "false in a list of video models");
        }

        var (isText, image, video) = (
            Can("text_to_video", "text"), Can("image_to_video", "image"), Can("video_to_video", "video"));
        var pricing = item.Get("pricing");
        var price = NanoGptPrices.Read(pricing, fields, out var problem);
        var text = pricing.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : pricing.Brief();
        var name = ListText.Clean(item.Get("name").Text() ?? "");
        return new ListedModel
        {
            Id = id,
            Name = name.Length > 0 ? name : null,
            Owner = item.Get("owned_by").Text() is { } owner && ListText.Clean(owner) is { Length: > 0 } maker ? maker : null,
            Modes = [.. Modes(isText, image, video)],
            Unlisted = [.. Media(isText, image, video, can.Get("audio_input").Boolean() == true)],
            Fields = fields,
            Price = price,
            PriceText = text,
            PriceProblem = text is null ? null : problem,
            Facts = Facts(can),
            TakesAudio = can.Get("audio_input").Boolean(),
            HasGuessedMedia = true,
            Remarks = NanoGptParameters.Remarks(item.Get("supported_parameters").Get("parameters")),
            NeedsPrompt = isText,
        };

        // The list of inputs is used if there are no flags.
        bool Can(string capability, string modality) => can.ValueKind == JsonValueKind.Object
            ? can.Get(capability).Boolean() == true
            : item.Get("architecture").Get("input_modalities").Items().Any(input => input.Text() == modality);
    }

    private static Dictionary<string, string> Facts(JsonElement can) =>
        new[] { "audio_generation", "nsfw" }.Where(name => can.Get(name).Boolean() == true)
            .ToDictionary(name => name, _ => "true", StringComparer.Ordinal);

    private static IEnumerable<string> Modes(bool text, bool image, bool video) =>
        new[] { ("text", text), ("image", image), ("video", video) }
            .Where(input => input.Item2).Select(input => $"{input.Item1}-to-video");

    // Media are never listed as parameters; a model with a single input medium requires it.
    private static IEnumerable<ListedField> Media(bool text, bool image, bool video, bool audio)
    {
        return new[]
        {
            image ? Medium(ListedKind.Image, "image", ", attachment: imageAttachmentId", !text && !video) : null,
            video ? Medium(ListedKind.Video, "video", ", attachment: videoAttachmentId", !text && !image) : null,
            audio ? Medium(ListedKind.Audio, "audio", "", isRequired: false) : null,
        }.OfType<ListedField>();

        static ListedField Medium(ListedKind kind, string name, string attachment, bool isRequired) => new()
        {
            Name = name, Wire = name + "Url", Kind = kind, Required = isRequired,
            Forms = $"{{ url: {name}Url, data: {name}DataUrl{attachment} }}",
        };
    }
}
