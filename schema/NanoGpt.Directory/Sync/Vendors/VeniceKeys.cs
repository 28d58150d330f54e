using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Lists the keys of Venice's model list.</summary>
internal static class VeniceKeys
{
    public static IReadOnlyList<ListKey> All { get; } =
    [
        new("id", "the model"),
        new("type", "must be `video`"),
        new("object", "not compared: the same for all models", false),
        new("owned_by", "the summary of new files", false),
        new("created", "not compared: no request depends on it", false),
        new("model_spec", "the keys below"),
        new("model_spec.name", "`title`"),
        new("model_spec.privacy", "`facts.privacy`"),
        new("model_spec.uncensored", "`facts.uncensored`"),
        new("model_spec.beta", "`facts.beta`"),
        new("model_spec.betaModel", "`facts.beta`"),
        new("model_spec.regionRestrictions", "`facts.regions`"),
        new("model_spec.offline", "not compared: a state of the moment", false),
        new("model_spec.traits", "not compared: the service's choice of defaults for its own pages", false),
        new("model_spec.model_sets", "not compared: groups of the service's own pages", false),
        new("model_spec.modelSource", "not compared: a link to the maker", false),
        new("model_spec.description", "not compared: advertising", false),
        new("model_spec.pricing", "`pricing`"),
        new("model_spec.deprecation", "the keys below"),
        new("model_spec.deprecation.date", "`status` and `since`"),
        new("model_spec.deprecation.startsAt", "not compared: repeats the date", false),
        new("model_spec.deprecation.removesAt", "`facts.removal`"),
        new("model_spec.deprecation.autoRemap", "`facts.redirects`"),
        new("model_spec.deprecation.replacementModelId", "`successor`"),
        new("model_spec.constraints", "the keys below"),
        new("model_spec.constraints.model_type", "`modes`"),
        new("model_spec.constraints.aspect_ratios", "`aspect_ratio`"),
        new("model_spec.constraints.resolutions", "`resolution`, or `upscale_factor` of an upscaler"),
        new("model_spec.constraints.durations", "`duration`"),
        new("model_spec.constraints.audio", "`generate_audio` or `facts.sound`"),
        new("model_spec.constraints.audio_configurable", "`generate_audio` or `facts.sound`"),
        new("model_spec.constraints.audio_input", "`audio`"),
        new("model_spec.constraints.video_input", "`video`"),
        new("model_spec.constraints.prompt_character_limit", "`max_length` of `prompt`"),
        new("model_spec.constraints.per_reference_audio", "`facts.per_reference_audio`"),
        new("model_spec.constraints.reference_image_min_short_side_pixels", "`facts.image_min_side`"),
        new("model_spec.constraints.reference_image_min_aspect_ratio", "`facts.image_min_ratio`"),
        new("model_spec.constraints.reference_image_max_aspect_ratio", "`facts.image_max_ratio`"),
    ];
}
