using NanoGpt.Schema.Files;
using NanoGpt.Schema.Tests.Kit;
using static NanoGpt.Schema.Tests.Issues.IssueCases;

namespace NanoGpt.Schema.Tests.Issues;

internal static class NameCases
{
    public static (string Name, DirectoryFile[] Files)[] All { get; } =
    [
        OfModel("values that meet", "inputs:\n  style: { values: [\"16:9\", {|NGPT060:16x9|}], prefix: Ratio }"),
        OfModel("values that differ in case", "inputs:\n  style: { values: [anime, {|NGPT060:Anime|}] }"),
        (Name: "fields that meet", Files: Declared("camera_fix: { type: boolean, name: CameraFix }\ncamera_2: { type: boolean, name: CAMERAFIX }", "inputs:\n  camera_fix:\n  {|NGPT060:camera_2|}:")),
        (Name: "models that meet", Files: [.. Sample.With("id: {|NGPT060:kling-v2|}"), Sample.ModelFile(Sample.CompleteModel("id: {|NGPT060:kling_v2|}"))]),
        (Name: "models that differ in case", Files: [.. Sample.With("id: {|NGPT060:kling-v2|}"), Sample.ModelFile(Sample.CompleteModel("id: other\ntype: {|NGPT060:KLINGV2|}"))]),
        (Name: "a model's enum and its own request", Files: Declared("request: { type: enum, values: [a] }", "id: kling\ninputs:\n  {|NGPT060:request|}:")),
        OfModel("a value that starts with a digit", "inputs:\n  style: { values: [{|NGPT061:2k|}] }"),
        OfModel("a value without a letter or digit", "inputs:\n  style: { values: [{|NGPT061:\"+\"|}] }"),
        OfModel("a value in another script", "inputs:\n  style: { values: [{|NGPT061:аnime|}] }"),
        OfModel("an id that starts with a digit", "id: {|NGPT061:2d-anime|}"),
        OfModel("a type that is a keyword", "type: {|NGPT061:class|}"),
        OfProvider("a prefix of types that is no name", "type_prefix: {|NGPT061:venice|}"),
        OfModel("a prefix that is no name", "inputs:\n  style: { values: [\"2k\"], prefix: {|NGPT061:r|} }".Replace("\"2k\"", "auto", StringComparison.Ordinal)),
        OfModel("a member that is no name", "inputs:\n  style: { values: [\"2k\"], members: { 2k: {|NGPT061:2k|} } }"),
        OfFields("a field called like a member of every request", "{|NGPT062:model|}: { type: string }"),
        OfFields("a name that every request has", "size: { type: string, name: {|NGPT062:ToJson|} }"),
        OfModel("a value of an open enum called like a member of every class", "inputs:\n  voice: { values: [alto, {|NGPT062:equals|}] }"),
        OfModel("a model called like a member of the index", "id: {|NGPT062:all|}"),
    ];

    private static DirectoryFile[] Declared(string fields, string model) =>
        [Sample.ProviderFile(), Sample.FieldsFile(fields + "\nprompt: { type: string }\n"), Sample.ModelFile(Sample.CompleteModel(model))];
}
