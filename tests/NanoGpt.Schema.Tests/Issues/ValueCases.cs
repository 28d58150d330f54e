using System.Globalization;
using NanoGpt.Schema.Files;
using static NanoGpt.Schema.Tests.Issues.IssueCases;

namespace NanoGpt.Schema.Tests.Issues;

internal static class ValueCases
{
    public static (string Name, DirectoryFile[] Files)[] All { get; } =
    [
        OfModel("min over max", "inputs:\n  num_frames: { min: {|NGPT040:9|}, max: 5 }"),
        OfModel("a model's min over the declared max", "inputs:\n  num_frames: { min: {|NGPT040:300|} }"),
        OfModel("nothing between exclusive bounds", "inputs:\n  guidance: { above: {|NGPT040:5|}, below: 5 }"),
        OfModel("a shortest text longer than the longest", "inputs:\n  prompt: { min_length: {|NGPT040:9|}, max_length: 5 }"),
        OfModel("a shortest video longer than the longest", "inputs:\n  video: { min_seconds: {|NGPT040:9|}, max_seconds: 5 }"),
        OfModel("fewer items than the fewest", "inputs:\n  images: { list: { min: {|NGPT040:9|}, max: 5 } }"),
        OfModel("a default out of the range", "inputs:\n  num_frames: { max: 81, default: {|NGPT041:100|} }"),
        OfModel("a default between two steps", "inputs:\n  num_frames: { step: 4, default: {|NGPT041:4|} }"),
        OfModel("a default that is not listed", "inputs:\n  resolution: { default: {|NGPT041:4k|} }"),
        OfModel("a fixed value out of the range", "inputs:\n  guidance: { fixed: {|NGPT041:21|} }"),
        OfModel("a listed value out of the range", "inputs:\n  num_frames: { values: [5, {|NGPT041:300|}], max: 200 }"),
        (Name: "values that leave the declared default out", Files: Declared(
            "resolution: { type: enum, values: [\"480p\", \"720p\"], default: 720p, prefix: R }", "inputs:\n  resolution: { {|NGPT041:values|}: [\"480p\"] }")),
        OfModel("required with a default", "inputs:\n  pro_mode: { required: true, default: {|NGPT042:true|} }"),
        OfModel("required and fixed", "inputs:\n  pro_mode: { required: true, fixed: {|NGPT042:true|} }"),
        OfModel("fixed with a default", "inputs:\n  pro_mode: { fixed: true, default: {|NGPT042:true|} }"),
        OfModel("an enum without values", "inputs:\n  {|NGPT043:style|}:"),
        OfModel("an enum without values but with other keys", "inputs:\n  {|NGPT043:style|}: { required: true }"),
        OfModel("a value listed twice", "inputs:\n  style: { values: [anime, general, {|NGPT044:anime|}] }"),
        OfModel("a mode listed twice", "modes: [upscale, {|NGPT044:upscale|}]"),
        OfModel("a condition's value listed twice", "inputs: { resolution: , prompt: }\nrules:\n  - { id: a, when: { resolution: [720p, {|NGPT044:720p|}] }, require: { prompt: set }, because: Why. }"),
        OfModel("10,000 values", "inputs:\n  style: { {|NGPT045:values|}: [" + string.Join(", ", Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"v{i}"))) + "] }"),
        OfModel("a disputed value that is not listed", "inputs:\n  style: { values: [anime], disputed: [{|NGPT046:anima|}] }"),
        OfModel("a name of a value that is not listed", "inputs:\n  style: { values: [anime], members: { {|NGPT046:other|}: Other } }"),
        OfModel("a form that has no key", "inputs:\n  video: { {|NGPT047:accepts|}: [url, attachment] }"),
        OfModel("one key for two fields", "inputs:\n  prompt:\n  {|NGPT048:negative_prompt|}: { wire: prompt }"),
        OfModel("an alias that is another field's key", "inputs:\n  prompt:\n  {|NGPT048:negative_prompt|}: { aliases: [prompt] }"),
        OfModel("one key for two media", "inputs:\n  image:\n  {|NGPT048:video|}: { wire: { url: imageUrl } }"),
    ];

    private static DirectoryFile[] Declared(string fields, string model) =>
    [
        Kit.Sample.ProviderFile(), Kit.Sample.FieldsFile(fields), Kit.Sample.ModelFile(Kit.Sample.CompleteModel(model)),
    ];
}
