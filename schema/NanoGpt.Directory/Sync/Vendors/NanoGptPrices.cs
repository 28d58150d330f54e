using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>
/// Reads prices. The list has about thirty layouts without a discriminator, so the exact set of keys identifies each.
/// </summary>
/// <remarks>A layout with an additional key is not read because the key may change the meaning.</remarks>
internal static class NanoGptPrices
{
    // These keys describe defaults, which the fields contain too; no price depends on them.
    private static readonly HashSet<string> IgnoredKeys = new(StringComparer.Ordinal)
    {
        "currency", "variant", "default_duration", "default_resolution", "min_duration", "max_duration", "supported_durations",
        "type", "defaultDuration", "defaultResolution", "minDuration", "maxDuration", "supportsReferenceVideoInput",
        "supportsVideoEdit",
        "referenceToVideoMaxDuration",
    };

    private static readonly Dictionary<string, Func<JsonElement, IReadOnlyList<ListedField>, PriceParts?>> Layouts = new(
        StringComparer.Ordinal)
    {
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
        ["per_second_by_mode"] = (p, _) => new(null, By("mode", p.Get("per_second_by_mode"))),
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
    };

    public static ListedPrice? Read(JsonElement pricing, IReadOnlyList<ListedField> fields)
    {
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
            figures.Members().Select(member => member.Name).Where(name => !IgnoredKeys.Contains(name))
                .Order(StringComparer.Ordinal));
        var layout = isRaw ? $"{raw.Get("type").Text()} {keys}" : keys;
        if (currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper)
            && Layouts.TryGetValue(layout, out var read) && read(figures, fields) is { } parts
            && (parts.PerVideo ?? parts.PerSecond) is not null && IsComplete(figures, parts))
        {
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

    private static PriceBranches? IfTrue(string role, PriceNode? yes, PriceNode? no) =>
        yes is null || no is null ? null : new PriceBranches(
        role, [new(ConditionOperator.IsOneOf, "true", yes), new(ConditionOperator.IsOneOf, "false", no)]);

    private static PriceBranches? IfSet(string role, PriceNode? set, PriceNode? unset) =>
        set is null || unset is null ? null : new PriceBranches(
        role, [new(ConditionOperator.IsSet, null, set), new(ConditionOperator.IsUnset, null, unset)]);

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
    private static PriceParts? ByReference(JsonElement text, JsonElement image, JsonElement reference)
    {
        var plain = By("resolution", text);
        return plain is not null && By("resolution", image) is { } fromImage && plain.Branches.SequenceEqual(fromImage.Branches)
            ? new(null, IfSet("reference_videos", By("resolution", reference), plain))
            : null;
    }

    private sealed record PriceParts(
        PriceNode? PerVideo, PriceNode? PerSecond, decimal? BaseSeconds = null, decimal? Seconds = null)
    {
        public bool IsComplete => BaseSeconds is null || (PerVideo is not null && PerSecond is not null);
    }
}
