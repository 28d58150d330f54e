using NanoGpt.Schema.Files;
using NanoGpt.Schema.Tests.Kit;
using static NanoGpt.Schema.Tests.Issues.IssueCases;

namespace NanoGpt.Schema.Tests.Issues;

internal static class FileCases
{
    public static (string Name, DirectoryFile[] Files)[] All { get; } =
    [
        (Name: "one id in two files", Files: [.. Sample.With("id: {|NGPT090:kling|}"), Sample.ModelFile(Sample.CompleteModel("id: {|NGPT090:kling|}"), "more/kling.yaml")]),
        (Name: "one file given twice", Files: [.. Sample.With("id: {|NGPT090:kling|}"), Sample.ModelFile(Sample.CompleteModel("id: {|NGPT090:kling|}"), "./nanogpt/models/kling.yaml")]),
        (Name: "ids that differ in case", Files: [.. Sample.With("id: {|NGPT091:kling|}"), Sample.ModelFile(Sample.CompleteModel("id: {|NGPT091:Kling|}\ntype: Other"))]),
        OfWhole("a file that is not called like its id", Sample.CompleteModel("id: {|NGPT092:other|}")),
        OfWhole("an id that is not a file name as it stands", Sample.CompleteModel("id: {|NGPT092:vendor/other|}")),
        OfProvider("a folder that is not called like its provider", "id: {|NGPT092:venice|}"),
        OfModel("a field that is not declared", "inputs:\n  {|NGPT093:promt|}:"),
        OfModel("a source that is not listed", "sources: [endpoint-page-2025-11, {|NGPT094:endpoint-page-text-2025-11|}]"),
        OfModel("a claim of a source that is not listed", "disputes:\n  - { about: modes, claims: { {|NGPT094:guide|}: All. }, resolved: Kept. }"),
        OfModel("a dispute that the provider does not tell", "disputes: [{|NGPT098:duration-as-txt|}]"),
        OfModel("a dispute named twice", "disputes: [duration-as-text, {|NGPT044:duration-as-text|}]"),
        OfModel("a dispute that is neither named nor told", "disputes: [[{|NGPT022:duration-as-text|}]]"),
        OfProvider("a dispute with a bad id", "disputes:\n  {|NGPT026:About_all|}: { about: modes, claims: { endpoint-page-2025-11: All. }, resolved: Kept. }"),
        OfProvider("a dispute without a resolution", "disputes:\n  {|NGPT021:modes|}: { about: modes, claims: { endpoint-page-2025-11: All. } }"),
        OfProvider("a dispute that is no map", "disputes:\n  modes: {|NGPT022:kept|}"),
        OfModel("a successor that is not there", "status: deprecated\nsuccessor: {|NGPT095:other|}"),
        OfModel("a model that replaces itself", "status: removed\nsuccessor: {|NGPT095:sample|}"),
        (Name: "models without fields", Files: [Sample.ProviderFile(), Sample.ModelFile(Sample.CompleteModel("{|NGPT096:|}")), Sample.ModelFile(Sample.CompleteModel("id: sora"))]),
        (Name: "two providers in a folder", Files: [.. Sample.With(""), Sample.ProviderFile("{|NGPT097:|}" + Sample.Provider) with { Path = "x/provider.yaml" }]),
    ];
}
