using NanoGpt.Schema.Files;

using static NanoGpt.Schema.Tests.Issues.IssueCases;

namespace NanoGpt.Schema.Tests.Issues;

internal static class RuleCases
{
    private const string Inputs = "inputs: { prompt: { required: true }, image: , video: , resolution: , duration: { values: [5, 10] }, pro_mode: , num_frames: , negative_prompt: }\n";

    public static (string Name, DirectoryFile[] Files)[] All { get; } =
    [
        Rule("a condition on a field that the model lacks", "{ id: a, when: { {|NGPT070:resolutoin|}: 720p }, require: { image: set }, because: Why. }"),
        Rule("a group with a field that the model lacks", "{ id: a, require_any: [image, {|NGPT070:audio|}], because: Why. }"),
        Rule("a value that is not listed", "{ id: a, when: { resolution: {|NGPT071:721p|} }, require: { image: set }, because: Why. }"),
        Rule("a number out of range", "{ id: a, when: { num_frames: {|NGPT071:500|} }, require: { image: set }, because: Why. }"),
        Rule("an image with a value", "{ id: a, when: { image: {|NGPT072:big|} }, require: { prompt: set }, because: Why. }"),
        Rule("a text that is compared", "{ id: a, when: { {|NGPT072:negative_prompt|}: { above: 5 } }, require: { image: set }, because: Why. }"),
        OfModel("two rules of one name", Inputs + "rules:\n  - { id: a, require: { image: set }, because: Why. }\n  - { id: {|NGPT073:a|}, forbid: [video], because: Why. }"
            .Replace("forbid: [video]", "when: { pro_mode: true }, forbid: [video]", StringComparison.Ordinal)),
        Rule("a range that no number is in", "{ id: a, {|NGPT074:when|}: { num_frames: { above: 200 } }, require: { image: set }, because: Why. }"),
        Rule("a required field that is unset", "{ id: a, {|NGPT074:when|}: { prompt: unset }, require: { image: set }, because: Why. }"),
        OfModel("opposite demands", Inputs + "rules:\n  - { id: a, when: { resolution: 720p }, require: { pro_mode: true }, because: Why. }\n"
            + "  - { id: {|NGPT075:b|}, when: { resolution: 720p }, forbid: { pro_mode: true }, because: Why. }"),
        Rule("a required field that is forbidden", "{ id: {|NGPT076:a|}, forbid: [prompt], because: Why. }"),
        OfModel("a value that rules shut out", Inputs.Replace("resolution: ", "resolution: { values: [480p, {|NGPT077:720p|}] }", StringComparison.Ordinal)
            + "rules:\n  - { id: a, forbid: { resolution: 720p }, because: Why. }"),
        OfModel("a field that rules shut out", Inputs.Replace("image:", "{|NGPT077:image|}:", StringComparison.Ordinal) + "rules:\n  - { id: a, forbid: [image], because: Why. }"),
        OfModel("rules that shut each other out by way of a third field", Inputs
            + "rules:\n  - { id: a, when: { pro_mode: true }, require: { image: set }, because: Why. }\n"
            + "  - { id: {|NGPT075:b|}, when: { image: set }, forbid: { pro_mode: true }, because: Why. }"),
        Rule("a fixed thing that is demanded otherwise", "{ id: {|NGPT078:a|}, require: { prompt: unset }, because: Why. }"),
        Rule("something that holds anyway", "{ id: {|NGPT079:a|}, when: { image: set }, require: { prompt: set }, because: Why. }"),
        Price("a price by a field that the model lacks", "per_video: { {|NGPT080:quality|}: { high: 1 } }"),
        Price("a price for a value that is not listed", "per_video: { resolution: { {|NGPT081:721p|}: 1 } }"),
        Price("a price for a length that is not listed", "per_video: { duration: { \"5\": 1, {|NGPT081:\"7\"|}: 1 } }"),
        Price("ranges that meet", "per_video: { num_frames: { \"<=81\": 1, {|NGPT082:\">50\"|}: 2 } }"),
        Price("a price for numbers out of range", "per_video: { num_frames: { {|NGPT083:\">500\"|}: 1, \"<=500\": 2 } }"),
        OfModel("a marker of a field that the model lacks", "inputs: { images: , prompt: { references: { \"@Image\": {|NGPT084:imagse|} } } }"),
        OfFields("a marker of a field that is not declared", "caption: { type: string, references: { \"@Image\": {|NGPT084:promt|} } }"),
        (Name: "a marker of a field that is declared without a type", Files:
        [
            Kit.Sample.ProviderFile(), Kit.Sample.FieldsFile("{|NGPT021:images|}: { list: { } }\nprompt: { type: string, references: { \"@Image\": images } }"),
            Kit.Sample.ModelFile(Kit.Sample.CompleteModel("inputs: { images: , prompt: { references: { \"@Picture\": images } } }")),
        ]),
        OfModel("a marker of a text", "inputs: { negative_prompt: , prompt: { references: { \"@Other\": {|NGPT085:negative_prompt|} } } }"),
        OfFields("a declared marker of a text", "caption: { type: string, references: { \"@Other\": {|NGPT085:prompt|} } }"),
        Price("a price for whatever is set after one for every value", "per_video: { duration: { 5: 1, 10: 2, {|NGPT086:set|}: 3 } }"),
        Price("a price for one side of a field whose sides are all priced before", "per_video: { pro_mode: { {|NGPT086:set|}: { resolution: { 480p: 1, 720p: 2 } }, \"true\": 3, \"false\": 4 } }"),
        Price("comparisons that leave nothing to what is set", "per_second: { num_frames: { \"<=81\": 1, \">81\": 2, {|NGPT086:set|}: 3, unset: 4 } }"),
        Price("a half of a price that has no other half", "{ per_video: { resolution: { 480p: 1, 720p: { pro_mode: { {|NGPT086:true|}: 2, unset: 3 } } } }, per_second: { resolution: { 480p: 1, 720p: { pro_mode: { unset: 2 } } } } }"),
        Price("two halves that never meet", "{ per_video: { image: { {|NGPT086:set|}: { resolution: { 480p: 1, 720p: 2 } } } }, per_second: { image: { {|NGPT086:unset|}: 1 } } }"),
        Price("a half of a price that cannot be read", "{ per_video: { resolution: { 480p: 1, 720p: 2 } }, per_second: { resolution: { 480p: 1, {|NGPT081:721p|}: 2 } } }"),
        Price("a range that lies in another", "per_video: { num_frames: { \"<=81\": 1, {|NGPT082:\"<=50\"|}: 2 } }"),
        Price("a base for one value and extra seconds for another", "base: { price: { duration: { 5: 1, {|NGPT086:10|}: 2 } }, seconds: 5, per_extra_second: { duration: { 5: 1 } } }"),
        Price("a price under a condition that contradicts it", "per_video: { resolution: { 720p: { resolution: { {|NGPT083:480p|}: 1 } } } }"),
    ];

    private static (string Name, DirectoryFile[] Files) Rule(string name, string rule) => OfModel(name, Inputs + "rules:\n  - " + rule);

    private static (string Name, DirectoryFile[] Files) Price(string name, string price) =>
        OfModel(name, Inputs + "pricing: { currency: USD, as_of: \"2026-08-24\", " + (price.StartsWith('{') ? price[1..^1] : price) + " }");
}
