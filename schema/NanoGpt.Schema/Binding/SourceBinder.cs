using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the ids of sources.</summary>
internal static class SourceBinder
{
    /// <summary>Reads a list of ids. Reports ids that the provider does not list.</summary>
    public static EquatableArray<string> Read(MapReader keys, int key, ProviderSpec provider, IssueList issues)
    {
        if (!keys.Has(key))
        {
            return default;
        }

        var before = issues.Errors;
        var ids = keys.Texts(key);
        if (issues.Errors == before && keys.Value(key) is YamlSequence list)
        {
            foreach (var item in list.Items)
            {
                Check((YamlScalar)item, provider, issues);
            }
        }

        return ids.ToEquatableArray();
    }

    /// <summary>Returns whether the provider lists an id. Reports an unknown id.</summary>
    public static bool Check(YamlScalar id, ProviderSpec provider, IssueList issues)
    {
        if (provider.Sources.Any(source => source.Id == id.Text))
        {
            return true;
        }

        var known = provider.Sources.Select(static source => source.Id).ToList();
        var guess = issues.Guess(id.Text, known);
        var fix = guess is null ? null : ScalarReader.Quoted(guess);
        issues.ReportWithFix(IssueRules.UnknownSource, id, fix, Printable.Of(id.Text), DidYouMean.Hint(guess, known));
        return false;
    }
}
