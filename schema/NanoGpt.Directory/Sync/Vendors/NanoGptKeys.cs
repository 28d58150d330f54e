using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Lists the keys of NanoGPT's model list. The keys of prices are those of the layouts.</summary>
internal static class NanoGptKeys
{
    public static IReadOnlyList<ListKey> All { get; } =
    [
        new("id", "the model"),
        new("name", "`title`"),
        new("owned_by", "the summary of new files", false),
        new("object", "not compared: the same for all models", false),
        new("created", "not compared: no request depends on it", false),
        new("description", "not compared: advertising", false),
        new("icon_url", "not compared: for the service's own pages", false),
        new("label", "not compared: for the service's own pages", false),
        new("tags", "not compared: for the service's own pages", false),
        new("category", "not compared: for the service's own pages", false),
        new("settings", "not compared: an older form of the parameters", false),
        new("architecture", "the keys below"),
        new("architecture.modality", "not compared: repeats the capabilities", false),
        new("architecture.input_modalities", "`modes` if there are no capabilities", false),
        new("architecture.output_modalities", "not compared: repeats the capabilities", false),
        new("capabilities", "the keys below"),
        new("capabilities.video_generation", "must be `true`"),
        new("capabilities.text_to_video", "`modes`"),
        new("capabilities.image_to_video", "`modes`"),
        new("capabilities.video_to_video", "`modes`"),
        new("capabilities.audio_input", "a field of the type `audio`"),
        new("capabilities.audio_generation", "`facts.audio_generation`"),
        new("capabilities.nsfw", "`facts.nsfw`"),
        new("capabilities.fps_control", "not compared: the parameters contain it", false),
        new("pricing", "`pricing`"),
        .. NanoGptPrices.RepeatedKeys.Select(
            key => new ListKey("pricing." + key, "not compared: repeats what the parameters state", false)),
        new("supported_parameters", "the keys below"),
        new("supported_parameters.parameters", "the fields"),
        new("supported_parameters.defaults", "`default`"),
        new("supported_parameters.parameters.*.type", "`type`"),
        new("supported_parameters.parameters.*.default", "`default`"),
        new("supported_parameters.parameters.*.options", "`values`"),
        new("supported_parameters.parameters.*.options.value", "`values`"),
        new("supported_parameters.parameters.*.options.label", "not compared: a text of the web page", false),
        new("supported_parameters.parameters.*.options.description", "not compared: a text of the web page", false),
        new("supported_parameters.parameters.*.enum", "`values` if there are no options", false),
        new("supported_parameters.parameters.*.min", "`min`"),
        new("supported_parameters.parameters.*.max", "`max`"),
        new("supported_parameters.parameters.*.step", "`step`"),
        new("supported_parameters.parameters.*.label", "the summary of new fields", false),
        new("supported_parameters.parameters.*.description", "the summary of new fields, and notes of new files", false),
        new("supported_parameters.parameters.*.placeholder", "not compared: a text of the web page", false),
        new("supported_parameters.parameters.*.showWhen", "rules of new files", false),
    ];
}
