using System.Globalization;

namespace NanoGpt.Testing.Venice;

/// <summary>One line of the recorded list: what a Venice model takes, recorded independently of the model directory.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Name">The display name.</param>
/// <param name="Kind"><c>text</c>, <c>image</c>, <c>reference</c>, <c>transition</c>, <c>video</c> or <c>upscale</c>.</param>
/// <param name="PromptLimit">Longest prompt, if the list says one.</param>
/// <param name="Durations">As the wire spells them; <c>Auto</c> alone where the source video sets the length.</param>
/// <param name="Ratios">Aspect ratios; none means that the field is absent.</param>
/// <param name="Sizes">Resolutions, or factors of an upscaler; none means that the field is absent.</param>
/// <param name="Sound"><c>always</c>, <c>switch</c>, or null.</param>
/// <param name="Takes"><c>audio</c> and <c>video</c>, where the list says that the model takes them.</param>
/// <param name="DeprecatedSince">The day as of which it is deprecated and on which it is removed; null if it is not.</param>
/// <param name="Facts">Its privacy, flags, and the limits of reference images.</param>
public sealed record RecordedModel(
    string Id, string Name, string Kind, int? PromptLimit, IReadOnlyList<string> Durations, IReadOnlyList<string> Ratios,
    IReadOnlyList<string> Sizes, string? Sound, IReadOnlyList<string> Takes, string? DeprecatedSince,
    IReadOnlyList<string> Facts)
{
    /// <summary>The limit of a model that declares none.</summary>
    private const int UsualPromptLimit = 2500;

    /// <summary>Every key of the queue endpoint but the model's.</summary>
    public static IReadOnlyList<string> AllKeys { get; } =
    [
        "prompt", "negative_prompt", "duration", "aspect_ratio", "resolution", "upscale_factor", "audio",
        "image_url", "end_image_url", "audio_url", "video_url",
        "reference_image_urls", "reference_video_urls", "reference_audio_urls", "reference_document_urls",
        "elements", "scene_image_urls", "keyframes", "consents", "omni_reference_task_type",
    ];

    /// <summary>Longest prompt; 0 where there is none.</summary>
    public int LongestPrompt => Kind == "upscale" ? 0 : PromptLimit ?? UsualPromptLimit;

    /// <summary>Gets a value that indicates whether a request cannot choose a length.</summary>
    public bool IsAutomatic => Durations is ["Auto"];

    /// <summary>Gets the keys that a request may have, by the list and by the documents on the kind and the name of the model.</summary>
    public IReadOnlySet<string> Keys
    {
        get
        {
            var keys = new HashSet<string>(RequiredKeys, StringComparer.Ordinal);
            Add(Kind != "upscale", "negative_prompt");
            Add(Kind == "upscale", "upscale_factor");
            Add(Ratios.Count > 0, "aspect_ratio");
            Add(Sizes.Count > 0 && Kind != "upscale", "resolution");
            Add(Sound == "switch", "audio");
            Add(Takes.Contains("audio"), "audio_url");
            Add(Takes.Contains("video"), "video_url");
            var isKling = Kind == "reference" && Id.StartsWith("kling-o3-", StringComparison.Ordinal);
            Add(Kind == "reference" && !isKling, "reference_image_urls");
            Add(isKling, "elements", "scene_image_urls");
            var isSeedance = Kind == "reference" && Id.StartsWith("seedance-2-", StringComparison.Ordinal);
            Add(isSeedance, "reference_video_urls", "reference_audio_urls");
            Add(isSeedance && Id.StartsWith("seedance-2-5-", StringComparison.Ordinal), "omni_reference_task_type");
            Add(Kind != "text" && Id.StartsWith("seedance-", StringComparison.Ordinal), "consents");
            return keys;

            void Add(bool isTaken, params ReadOnlySpan<string> names)
            {
                foreach (var name in isTaken ? names : [])
                {
                    keys.Add(name);
                }
            }
        }
    }

    /// <summary>The keys that a request must have.</summary>
    public IReadOnlyList<string> RequiredKeys => Kind switch
    {
        "text" or "reference" => ["prompt", "duration"],
        "image" => ["prompt", "duration", "image_url"],
        "transition" => ["prompt", "duration", "image_url", "end_image_url"],
        "video" => ["prompt", "duration", "video_url"],
        "upscale" => ["duration", "video_url"],
        _ => throw new InvalidOperationException($"'{Kind}' is no kind."),
    };

    /// <summary>Reads the recorded list.</summary>
    public static IReadOnlyList<RecordedModel> Read() =>
    [
        .. File.ReadLines(Repository.PathOf("tests/NanoGpt.Testing/Venice/recorded-2026-08-20.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new RecordedModel(
                cells[0], cells[1], cells[2], Text(cells[3]) is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : null,
                Words(cells[4]), Words(cells[5]), Words(cells[6]), Text(cells[7]), Words(cells[8]), Text(cells[9]), Words(cells[10]))),
    ];

    private static string? Text(string cell) => cell == "-" ? null : cell;

    private static string[] Words(string cell) => cell == "-" ? [] : cell.Split(' ');
}
