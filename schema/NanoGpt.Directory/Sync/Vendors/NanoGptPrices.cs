using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>
/// Reads prices. The list has about thirty layouts without a discriminator, so the exact set of keys identifies each.
/// </summary>
/// <remarks>A layout with an additional key is not read because the key may change the meaning.</remarks>
internal static class NanoGptPrices
{
    // These keys are part of each layout.
    private static readonly HashSet<string> CommonKeys = new(StringComparer.Ordinal) { "currency", "type" };

    /// <summary>Gets the keys that repeat what the parameters state; no price depends on them.</summary>
    public static IReadOnlySet<string> RepeatedKeys { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "variant", "default_duration", "default_resolution", "min_duration", "max_duration", "supported_durations",
        "defaultDuration", "defaultResolution", "minDuration", "maxDuration", "supportsReferenceVideoInput", "supportsVideoEdit",
        "referenceToVideoMaxDuration", "videoEditMaxDuration", "referenceMinDuration", "referenceMaxDuration",
        "videoReferenceMinDuration", "videoReferenceMaxDuration",
    };

    // Layouts whose price depends on something that no request contains.
    private static readonly Dictionary<string, string> Inexpressible = new(StringComparer.Ordinal)
    {
        ["default_target_megapixels max_target_megapixels min_target_megapixels minimum_price per_target_megapixel_second"] =
            "the price depends on the megapixels of the output",
        ["frames_per_unit per_frame_unit"] = "the price depends on the frames of the source video",
        ["draft_per_second_by_mode enhance_per_second full_per_second_by_mode_and_resolution"] =
            "the price depends on settings of the web page that are not parameters",
        ["minimum note"] = "the list contains only the minimum of the price",
        ["ltx23-quality-megapixel defaultFramesPerSecond defaultNumFrames hdrOrLoraPricePerMegapixel megapixelsByResolution "
            + "pricePerMegapixel"] = "the price depends on the megapixels of the output",
        ["resolution-per-second-plus-input-seconds includesProfit inputPricePerSecond minInputDuration outputPricesPerSecond"] =
            "the price depends on the length of the source video",
    };

    private static readonly Dictionary<string, Func<JsonElement, IReadOnlyList<ListedField>, PriceParts?>> Layouts = new(
        StringComparer.Ordinal)
    {
        ["rates"] = (p, _) => Rates(p.Get("rates")),
        ["per_second"] = (p, _) => new(null, Amount(p, "per_second")),
        ["per_video"] = (p, _) => new(Amount(p, "per_video"), null),
        ["fixed_duration_seconds per_video"] = (p, _) =>
            new(Amount(p, "per_video"), null, Seconds: p.Get("fixed_duration_seconds").Number()),
        ["per_second_by_resolution"] = (p, _) => new(null, By("resolution", p.Get("per_second_by_resolution"))),
        ["image_input_fee per_second_by_resolution"] = (p, _) => new(
            IfSet(
                "image", Amount(p, "image_input_fee"), new PriceAmount(0)), By("resolution", p.Get("per_second_by_resolution"))),
        ["per_resolution"] = (p, _) => new(By("resolution", p.Get("per_resolution")), null),
        ["frame_multiplier frame_threshold per_resolution"] = (p, _) => new(ByFrames(p), null),
        ["per_duration unit"] = (p, _) => PerJob(p, By("duration", p.Get("per_duration"))),
        ["audio_multiplier per_duration unit"] = (p, _) => PerJob(p, By("duration", p.Get("per_duration")) is { } silent
            ? IfTrue("audio", Multiply(silent, p.Get("audio_multiplier").Number()), silent) : null),
        ["base_prices_by_resolution duration_multipliers"] = (p, _) => new(ByMultipliers(p), null),
        ["base_prices_by_resolution duration_multipliers duration_overrides"] = (p, _) => new(ByMultipliers(p), null),
        ["base_prices_by_resolution duration_multiplier"] = (p, fields) => new(ByOneMultiplier(p, fields), null),
        ["fixed_duration_seconds with_audio without_audio"] = (p, _) => new(
            IfTrue("audio", Amount(p, "with_audio"), Amount(p, "without_audio")), null, Seconds: p.Get("fixed_duration_seconds")
                .Number()),
        ["base_duration base_price per_extra_second"] = (p, _) => new(
            Amount(p, "base_price"), Amount(p, "per_extra_second"), BaseSeconds: p.Get("base_duration").Number()),
        ["base_price pro_multiplier"] = (p, _) => new(
            IfTrue("pro", Multiply(Amount(p, "base_price"), p.Get("pro_multiplier").Number()), Amount(p, "base_price")), null),
        ["pro_prices_per_second standard_prices_per_second"] = (p, _) => new(null, IfTrue(
            "pro", By("resolution", p.Get("pro_prices_per_second")), By("resolution", p.Get("standard_prices_per_second")))),
        ["per_second_by_mode"] = (p, _) => new(null, ByMode(p.Get("per_second_by_mode"))),
        ["per_second_by_mode_and_resolution"] = (p, _) =>
            new(null, By("mode", p.Get("per_second_by_mode_and_resolution"), "resolution")),
        ["base_price_per_second resolution_multipliers"] = (p, _) => new(
            null,
            Map(By("resolution", p.Get("resolution_multipliers")), factor => p.Get("base_price_per_second").Number() * factor)),
        ["image_to_video_per_second text_to_video_per_second text_to_video_with_reference_video_per_second"] = (p, _) =>
            ByReference(
            p.Get("text_to_video_per_second"), p.Get("image_to_video_per_second"),
            p.Get("text_to_video_with_reference_video_per_second")),
        ["image_to_video_with_audio_per_second image_to_video_without_audio_per_second text_to_video_per_second"] = (p, _) =>
            new(null, IfSet(
            "image",
            IfTrue(
                "audio", Amount(p, "image_to_video_with_audio_per_second"), Amount(p, "image_to_video_without_audio_per_second")),
            By("resolution", p.Get("text_to_video_per_second")))),

        ["resolution-per-second-audio-toggle withAudioPricesPerSecond withoutAudioPricesPerSecond"] = (p, _) => new(null, IfTrue(
            "audio", By("resolution", p.Get("withAudioPricesPerSecond")),
            By("resolution", p.Get("withoutAudioPricesPerSecond")))),
        ["resolution-duration-audio-toggle withAudioPrices withoutAudioPrices"] = (p, _) => new(IfTrue(
            "audio", By("resolution", p.Get("withAudioPrices"), "duration"),
            By("resolution", p.Get("withoutAudioPrices"), "duration")), null),
        ["wan27-video-dynamic pricesPerSecond"] = (p, _) => new(null, By("resolution", p.Get("pricesPerSecond"))),
        ["resolution-fps-per-second highFpsMultiplier highFpsThreshold pricesPerSecond"] = (p, _) =>
            new(null, By("resolution", p.Get("pricesPerSecond")) is { } slow
            ? Above("fps", p.Get("highFpsThreshold").Number(), Multiply(slow, p.Get("highFpsMultiplier").Number()), slow) : null),
        ["seedance20-turbo-dynamic imageToVideoPricesPerSecond textToVideoPricesPerSecond "
            + "textToVideoWithReferenceVideoPricesPerSecond"] =
            (p, _) => ByReference(
            p.Get("textToVideoPricesPerSecond"), p.Get("imageToVideoPricesPerSecond"),
            p.Get("textToVideoWithReferenceVideoPricesPerSecond")),

        ["high_resolution_per_second image_input_fee per_second"] = (p, fields) => new(
            IfSet("image", Amount(p, "image_input_fee"), new PriceAmount(0)),
            ByHeight(fields, Amount(p, "per_second"), Amount(p, "high_resolution_per_second"))),
        ["extra_reference_image included_reference_images output_per_second reference_video_input_per_second"] = (p, _) =>
            new(null, Unless("reference_videos", Unless("reference_images", Amount(p, "output_per_second"))))
            {
                Unread = ["reference_video_input_per_second", "extra_reference_image", "included_reference_images"],
            },
        ["reference_prices text_image_with_audio_per_second text_image_without_audio_per_second"] = (p, _) => new(
            IfSet("reference_images", ByReferenceAudio(p.Get("reference_prices")), new PriceAmount(0)),
            IfSet("reference_images", new PriceAmount(0), IfTrue(
                "audio", Amount(p, "text_image_with_audio_per_second"), Amount(p, "text_image_without_audio_per_second")))),
        ["per_second_by_resolution video_edit_billing video_edit_per_second_by_resolution video_reference_billing "
            + "video_reference_per_second_by_resolution"] = (p, _) =>
            new(null, Unless("reference_videos", Unless("video", By("resolution", p.Get("per_second_by_resolution")))))
            {
                Unread =
                [
                    "video_reference_per_second_by_resolution", "video_reference_billing", "video_edit_per_second_by_resolution",
                    "video_edit_billing",
                ],
            },
        ["wan26-dynamic imageToVideoPricesPerSecond referenceToVideoPrices textToVideoPricesPerSecond"] = (p, _) =>
            Same(p.Get("textToVideoPricesPerSecond"), p.Get("imageToVideoPricesPerSecond")) is { } plain ? new(
                IfReferenced(By("resolution", p.Get("referenceToVideoPrices"), "duration"), new PriceAmount(0)),
                IfReferenced(new PriceAmount(0), plain)) : null,
        ["seedance20-mini-dynamic standardImageToVideoPricesPerSecond standardTextToVideoPricesPerSecond "
            + "standardTextToVideoWithReferenceVideoPricesPerSecond turboImageToVideoPricesPerSecond "
            + "turboTextToVideoPricesPerSecond turboTextToVideoWithReferenceVideoPricesPerSecond"] = (p, _) => new(null, IfTrue(
            "turbo",
            ByReference(
                p.Get("turboTextToVideoPricesPerSecond"), p.Get("turboImageToVideoPricesPerSecond"),
                p.Get("turboTextToVideoWithReferenceVideoPricesPerSecond"))?.PerSecond,
            ByReference(
                p.Get("standardTextToVideoPricesPerSecond"), p.Get("standardImageToVideoPricesPerSecond"),
                p.Get("standardTextToVideoWithReferenceVideoPricesPerSecond"))?.PerSecond)),
        ["seedance20-mini-video-edit-dynamic standardPricesPerSecond turboPricesPerSecond"] = (p, _) => new(null, IfTrue(
            "turbo", By("resolution", p.Get("turboPricesPerSecond")), By("resolution", p.Get("standardPricesPerSecond")))),
        ["wan27-video-dynamic pricesPerSecond videoEditPricesPerSecond"] = (p, _) => new(null, IfSet(
            "video", By("resolution", p.Get("videoEditPricesPerSecond")), By("resolution", p.Get("pricesPerSecond")))),
        ["resolution-per-second-audio-toggle videoReferenceWithAudioPricesPerSecond videoReferenceWithoutAudioPricesPerSecond "
            + "withAudioPricesPerSecond withoutAudioPricesPerSecond"] = (p, _) => new(null, IfSet(
            "reference_videos",
            IfTrue(
                "audio", By("resolution", p.Get("videoReferenceWithAudioPricesPerSecond")),
                By("resolution", p.Get("videoReferenceWithoutAudioPricesPerSecond"))),
            IfTrue(
                "audio", By("resolution", p.Get("withAudioPricesPerSecond")),
                By("resolution", p.Get("withoutAudioPricesPerSecond"))))),
        ["skyreels-v4-dynamic fastPricesPerSecond fastReferenceVideoPricesPerSecond standardPricesPerSecond "
            + "standardReferenceVideoPricesPerSecond"] = (p, _) => new(null, IfSet(
            "reference_videos",
            IfTrue(
                "fast", By("resolution", p.Get("fastReferenceVideoPricesPerSecond")),
                By("resolution", p.Get("standardReferenceVideoPricesPerSecond"))),
            IfTrue(
                "fast", By("resolution", p.Get("fastPricesPerSecond")), By("resolution", p.Get("standardPricesPerSecond"))))),
    };

    /// <summary>Reads a price.</summary>
    /// <param name="pricing">The price in the list.</param>
    /// <param name="fields">The listed fields of the model.</param>
    /// <param name="problem">The reason why the price cannot be compared; null if it can.</param>
    public static ListedPrice? Read(JsonElement pricing, IReadOnlyList<ListedField> fields, out string? problem)
    {
        problem = "an unknown layout";
        if (pricing.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var currency = pricing.Get("currency").Text();
        var raw = pricing.Get("raw");
        var isRaw = raw.ValueKind == JsonValueKind.Object && pricing.Members().All(member => member.Name is "raw" or "currency");
        var figures = isRaw ? raw : pricing;
        var keys = string.Join(
            ' ',
            figures.Members().Select(member => member.Name)
                .Where(name => !CommonKeys.Contains(name) && !RepeatedKeys.Contains(name))
                .Order(StringComparer.Ordinal));
        var layout = isRaw ? $"{raw.Get("type").Text()} {keys}" : keys;
        problem = Inexpressible.GetValueOrDefault(layout, problem);
        if (currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper)
            && Layouts.TryGetValue(layout, out var read) && read(figures, fields) is { } parts
            && (parts.PerVideo ?? parts.PerSecond) is not null && IsComplete(figures, parts))
        {
            problem = parts.Unread.Count == 0 ? null
                : "no key of a price states "
                    + string.Join(", ", parts.Unread.Select(key => $"{key} = {figures.Get(key).Brief()}"));
            return new ListedPrice
            {
                Currency = currency,
                PerVideo = parts.PerVideo,
                PerSecond = parts.PerSecond,
                BaseSeconds = parts.BaseSeconds,
                Seconds = parts.Seconds,
            };
        }

        return null;
    }

    // A price with an unreadable amount is incomplete and therefore not used.
    private static bool IsComplete(JsonElement figures, PriceParts parts) =>
        parts.IsComplete && figures.Members().All(member => member.Value.ValueKind is not JsonValueKind.Null);

    private static PriceParts? Rates(JsonElement rates) =>
        ListedRates.Read(rates, "per_video") is { } perVideo && ListedRates.Read(rates, "per_second") is { } perSecond
            ? new(perVideo, perSecond, ListedRates.FreeSeconds(rates)) : null;

    private static PriceParts? PerJob(JsonElement pricing, PriceNode? perVideo) =>
        pricing.Get("unit").Text() == "per_video" ? new(perVideo, null) : null;

    private static PriceAmount? Amount(JsonElement pricing, string key) => ToAmount(pricing.Get(key).Number());

    // Rejects negative and implausibly high prices.
    private static PriceAmount? ToAmount(decimal? number) =>
        number is >= 0 and <= 1_000_000 ? new PriceAmount(JsonReading.Trim(number.Value)) : null;

    private static PriceBranches? By(string role, JsonElement map, string? inner = null)
    {
        var branches = new List<PriceBranch>();
        foreach (var member in map.Members())
        {
            PriceNode? node = inner is null ? ToAmount(member.Value.Number()) : By(inner, member.Value);
            if (node is null || !ListText.IsClean(member.Name))
            {
                return null;
            }

            branches.Add(new PriceBranch(ConditionOperator.IsOneOf, member.Name, node));
        }

        return branches.Count is > 0 and <= 100 ? new PriceBranches(role, branches) : null;
    }

    // One layout names modes that are combinations of media.
    private static PriceBranches? ByMode(JsonElement modes)
    {
        var (plain, reference) = (Amount(modes, "text_to_video"), Amount(modes, "reference_to_video_video"));
        return modes.Get("reference_to_video_video").ValueKind == JsonValueKind.Undefined ? By("mode", modes)
            : modes.Members().Count == 5 && plain is not null && plain == Amount(modes, "image_to_video")
                && plain == Amount(modes, "reference_to_video_image")
                ? IfSet("video", Amount(modes, "video_edit"), IfSet("reference_videos", reference, plain))
                : null;
    }

    private static PriceBranches? IfTrue(string role, PriceNode? yes, PriceNode? no) =>
        yes is null || no is null ? null : new PriceBranches(
        role, [new(ConditionOperator.IsOneOf, "true", yes), new(ConditionOperator.IsOneOf, "false", no)]);

    private static PriceBranches? IfSet(string role, PriceNode? set, PriceNode? unset) =>
        set is null || unset is null ? null : new PriceBranches(
        role, [new(ConditionOperator.IsSet, null, set), new(ConditionOperator.IsUnset, null, unset)]);

    // The price of a request with the medium is not listed, or depends on its length.
    private static PriceBranches? Unless(string role, PriceNode? unset) =>
        unset is null ? null : new PriceBranches(role, [new(ConditionOperator.IsUnset, null, unset)]);

    // The price list names no resolutions: the lowest one has the lower price.
    private static PriceBranches? ByHeight(IReadOnlyList<ListedField> fields, PriceAmount? low, PriceAmount? high) =>
        low is null || high is null
        || fields.FirstOrDefault(field => field.Wire == "resolution") is not { Options.Count: > 1 } field
            ? null
            : new PriceBranches("resolution", [.. field.Options.OrderBy(Height).Select((size, i) =>
                new PriceBranch(ConditionOperator.IsOneOf, size, i == 0 ? low : high))]);

    private static int Height(string resolution) =>
        int.TryParse(string.Concat(resolution.TakeWhile(char.IsAsciiDigit)), out var height) ? height : int.MaxValue;

    private static PriceBranches? IfReferenced(PriceNode? set, PriceNode? unset) =>
        IfSet("reference_images", set, IfSet("reference_videos", set, unset));

    private static PriceBranches? ByReferenceAudio(JsonElement prices)
    {
        var branches = prices.Members().Select(size => (size.Name, Node: IfTrue(
            "audio", Amount(size.Value, "with_audio"), Amount(size.Value, "without_audio")))).ToList();
        return branches.Count == 0 || branches.Exists(branch => branch.Node is null || !ListText.IsClean(branch.Name)) ? null
            : new PriceBranches("resolution", [.. branches.Select(branch =>
                new PriceBranch(ConditionOperator.IsOneOf, branch.Name, branch.Node!))]);
    }

    private static PriceBranches? Above(string role, decimal? threshold, PriceNode? above, PriceNode? upTo) =>
        threshold is not { } number || above is null || upTo is null ? null : new PriceBranches(role,
        [
            new(ConditionOperator.AtMost, number.ToString(CultureInfo.InvariantCulture), upTo),
            new(ConditionOperator.Above, number.ToString(CultureInfo.InvariantCulture), above),
        ]);

    private static PriceNode? Multiply(PriceNode? node, decimal? factor) => Map(node, amount => amount * factor);

    private static PriceNode? Map(PriceNode? node, Func<decimal, decimal?> change)
    {
        switch (node)
        {
            case PriceAmount amount:
                return ToAmount(change(amount.Amount));
            case PriceBranches branches:
                var mapped = branches.Branches.Select(branch => (branch, Node: Map(branch.Node, change))).ToList();
                return mapped.Exists(pair => pair.Node is null) ? null
                    : branches with { Branches = [.. mapped.Select(pair => pair.branch with { Node = pair.Node! })] };
            default:
                return null;
        }
    }

    private static PriceBranches? ByFrames(JsonElement pricing)
    {
        if (By("resolution", pricing.Get("per_resolution")) is not { } few
            || Multiply(few, pricing.Get("frame_multiplier").Number()) is not PriceBranches many
            || pricing.Get("frame_threshold").Number() is not { } threshold)
        {
            return null;
        }

        var branches = few.Branches.Zip(many.Branches, Combine);
        return few with { Branches = [.. branches] };

        PriceBranch Combine(PriceBranch one, PriceBranch more) =>
            one with { Node = Above("frames", threshold, more.Node, one.Node)! };
    }

    private static PriceBranches? ByMultipliers(JsonElement pricing)
    {
        var overrides = pricing.Get("duration_overrides");
        var branches = new List<PriceBranch>();
        foreach (var length in pricing.Get("duration_multipliers").Members())
        {
            var own = overrides.Get(length.Name);
            if (own.ValueKind != JsonValueKind.Undefined && length.Value.Number() != 1)
            {
                // An override and a multiplier would contradict each other.
                return null;
            }

            var node = own.ValueKind == JsonValueKind.Undefined
                ? Multiply(By("resolution", pricing.Get("base_prices_by_resolution")), length.Value.Number())
                : By("resolution", own);
            if (node is null || !ListText.IsClean(length.Name))
            {
                return null;
            }

            branches.Add(new PriceBranch(ConditionOperator.IsOneOf, length.Name, node));
        }

        // An override of an unlisted length is invalid.
        return branches.Count > 0 && overrides.Members().All(member => branches.Exists(branch => branch.Value == member.Name))
            ? new PriceBranches("duration", branches) : null;
    }

    // A single multiplier requires two lengths: the shorter has the base price, the longer the multiple.
    private static PriceBranches? ByOneMultiplier(JsonElement pricing, IReadOnlyList<ListedField> fields)
    {
        var lengths = fields.FirstOrDefault(field => field.Wire is "duration" or "seconds")?.Options;
        if (lengths is not { Count: 2 } || !lengths.All(length => int.TryParse(length, out _)))
        {
            return null;
        }

        var shorter = By("resolution", pricing.Get("base_prices_by_resolution"));
        var longer = Multiply(shorter, pricing.Get("duration_multiplier").Number());
        var order = lengths.OrderBy(length => int.Parse(length, CultureInfo.InvariantCulture)).ToList();
        return shorter is null || longer is null ? null : new PriceBranches(
            "duration", [new(ConditionOperator.IsOneOf, order[0], shorter), new(ConditionOperator.IsOneOf, order[1], longer)]);
    }

    // The price of a request with a reference video and an image is not listed.
    private static PriceParts? ByReference(JsonElement text, JsonElement image, JsonElement reference) =>
        Same(text, image) is { } plain ? new(null, IfSet("reference_videos", By("resolution", reference), plain)) : null;

    private static PriceBranches? Same(JsonElement text, JsonElement image) =>
        By("resolution", text) is { } plain && By("resolution", image) is { } fromImage
        && plain.Branches.SequenceEqual(fromImage.Branches) ? plain : null;

    private sealed record PriceParts(
        PriceNode? PerVideo, PriceNode? PerSecond, decimal? BaseSeconds = null, decimal? Seconds = null)
    {
        /// <summary>Gets the keys whose meaning no price of the directory can state.</summary>
        public IReadOnlyList<string> Unread { get; init; } = [];

        public bool IsComplete => BaseSeconds is null || (PerVideo is not null && PerSecond is not null);
    }
}
