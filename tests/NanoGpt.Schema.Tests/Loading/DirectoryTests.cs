using NanoGpt.Evaluation;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

/// <summary>Tests the model directory of this repository.</summary>
public sealed class DirectoryTests
{
    public static TheoryData<string> Providers => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema"), "provider.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Load_ShippedDirectory_GivesNoIssues(string provider) =>
        Assert.Empty(Load.Files(Load.Provider(provider)).Issues.Select(issue => $"{issue.Path}({issue.Span.Line + 1},{issue.Span.Column + 1}): {issue.Rule.Id} {issue.Message}"));

    [Theory]
    [MemberData(nameof(Providers))]
    public void NameList_ShippedDirectory_EqualsTheCommittedNames(string provider)
    {
        var names = NameList.Write(Load.Files(Load.Provider(provider)), provider);
        var committed = Path.Combine(Repository.Root, "schema", provider, "names.txt");
        if (!File.Exists(committed) || File.ReadAllText(committed).ReplaceLineEndings("\n") != names)
        {
            var received = Path.Combine(Repository.Root, "artifacts", $"{provider}.names.txt");
            File.WriteAllText(received, names);
            Assert.Fail($"Names changed, which breaks users. If that is meant, copy {received} over {committed}.");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Disputes_OfSeveralModels_AreDeclaredOnce(string provider)
    {
        var told = Load.Files(Load.Provider(provider)).Models.SelectMany(model => model.Disputes).Distinct(ReferenceEqualityComparer.Instance).Cast<DisputeSpec>();

        Assert.Empty(told.GroupBy(dispute => dispute).Where(same => same.Count() > 1).Select(same => $"{same.Key.About}: {same.Key.Resolved}"));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Check_MinimalRequestOfEveryModel_BreaksOnlyRulesThatNeedMore(string provider)
    {
        foreach (var model in Load.Files(Load.Provider(provider)).Models)
        {
            var values = model.Fields.Where(input => input.IsRequired).ToDictionary(input => input.Name, Example);
            Assert.All(RequestChecker.Check(model, values), finding => Assert.True(
                finding.Code is FindingCodes.NoneOfGroup or FindingCodes.RuleBroken or FindingCodes.Disputed, $"{model.Id}: {finding.Message}"));
        }
    }

    private static RequestValue Example(FieldInfo field) => field.List is { } list
        ? RequestValue.OfList([.. Enumerable.Repeat(One(field), Math.Max(1, list.Min ?? 1))])
        : One(field);

    private static RequestValue One(FieldInfo field) => field.Type switch
    {
        _ when !field.Values.IsEmpty => RequestValue.Of(FieldDomain.ScalarOf(field, field.Values[0])),
        FieldType.Boolean => RequestValue.Of(true),
        FieldType.String or FieldType.Enum => RequestValue.Of(new string('x', Math.Max(1, field.MinLength ?? 1))),
        FieldType.Image or FieldType.Audio or FieldType.Video => RequestValue.OfMedia(
            field.Media!.UrlKey is not null ? MediaForms.Url : field.Media.DataKey is not null ? MediaForms.Data : MediaForms.Attachment),
        FieldType.Object => RequestValue.OfObject(field.Fields.Where(member => member.IsRequired).ToDictionary(member => member.Name, Example)),
        _ => RequestValue.Of(field.Min ?? 0),
    };
}
