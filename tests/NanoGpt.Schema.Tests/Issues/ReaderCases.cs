using System.Globalization;
using NanoGpt.Schema.Files;
using static NanoGpt.Schema.Tests.Issues.IssueCases;

namespace NanoGpt.Schema.Tests.Issues;

internal static class ReaderCases
{
    public static (string Name, DirectoryFile[] Files)[] All { get; } =
    [
        OfWhole("a file of more than 1 MiB", "{|NGPT001:|}# " + new string('x', 1024 * 1024)),
        OfWhole("33 lists in each other", new string('[', 32) + "{|NGPT002:[|}" + new string(']', 33)),
        OfWhole("33 maps in each other", string.Concat(Enumerable.Repeat("{a: ", 32)) + "{|NGPT002:{|}a: 1" + new string('}', 33)),
        OfWhole("more than 20,000 values", "a: [" + string.Concat(Enumerable.Repeat("1,", 19_997)) + "{|NGPT003:1|}]"),
        OfModel("a NUL", "notes: [a{|NGPT004:\0|}b]"),
        OfModel("a text turned around", "# {|NGPT004:\u202e|}comment"),
        OfModel("a zero-width space", "{|NGPT004:\u200b|}notes: [x]"),
        OfModel("half of a surrogate pair", "notes: [\"{|NGPT004:\ud83d|}\"]"),
        OfModel("a forbidden character as an escape", """notes: [{|NGPT004:"a\u202eb"|}]"""),
        OfModel("a tab before a key", "inputs:\n{|NGPT005:\t|}prompt:"),
        OfModel("a tab after spaces", "inputs:\n  {|NGPT005:\t|}prompt:"),
        OfModel("a flow map that is not closed", "inputs: {|NGPT006:{|} prompt:"),
        OfModel("an anchor", "notes: {|NGPT007:&all|} [x]"),
        OfModel("an alias to itself", "notes: {|NGPT007:&a|} [ {|NGPT007:*a|} ]"),
        OfModel("a tag of another language", "notes: {|NGPT008:!!python/object:os.system|} [x]"),
        OfModel("a tag and an anchor", "notes: {|NGPT008:!x|} {|NGPT007:&y|} [x]"),
        OfModel("a merge key", "{|NGPT009:<<|}: { title: Other }"),
        OfModel("a key given twice", "title: One\n{|NGPT010:title|}: Two"),
        OfModel("a field given twice", "inputs:\n  prompt:\n  image:\n  {|NGPT010:prompt|}: { required: true }"),
        OfWhole("two documents", "id: sample\ntitle: T\n{|NGPT011:---|}\nid: other\n"),
        OfWhole("an empty file", "{|NGPT012:|}"),
        OfWhole("a file of comments", "{|NGPT012:|}# nothing\n# here\n"),
        OfWhole("a file that says null", "{|NGPT012:|}--- ~\n"),
        OfWhole("a list as root", "- {|NGPT013:a|}\n- b\n"),
        OfWhole("a text as root", "{|NGPT013:just text|}\n"),
        OfModel("a value of 70,000 characters", "notes: [{|NGPT014:x|}" + new string('x', 70_000) + "]"),
        OfWhole("a list as key", "{|NGPT015:[|}a, b]: c\n"),
        OfWhole("a map as key", "? {|NGPT015:{|} a: b }\n: c\n"),
        OfModel("bytes that are not UTF-8", "notes: [caf{|NGPT016:\ufffd|}]"),
    ];

    /// <summary>For tests of the caps: nesting of a given depth.</summary>
    public static string Nested(int depth) => string.Create(CultureInfo.InvariantCulture, $"notes: {new string('[', depth)}{new string(']', depth)}");
}
