using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>Represents the patterns of <c>NanoGptModels</c>: <c>nanogpt/*</c>, <c>sora-*</c>, <c>!nanogpt/old-*</c>.</summary>
/// <param name="Included">The patterns without <c>!</c>.</param>
/// <param name="Excluded">The patterns with <c>!</c>, without the <c>!</c>.</param>
/// <param name="IsDefault">Indicates that the project specifies no included patterns.</param>
internal sealed record ModelFilter(EquatableArray<string> Included, EquatableArray<string> Excluded, bool IsDefault)
{
    private const string Default = "nanogpt/*";

    /// <summary>Parses patterns that are separated by <c>;</c>, <c>,</c> or white space.</summary>
    public static ModelFilter Parse(string text)
    {
        var globs = text.Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var excluded = globs.Where(g => g[0] == '!').Select(g => g.Substring(1)).ToEquatableArray();
        var included = globs.Where(g => g[0] != '!').ToEquatableArray();
        return included.IsEmpty
            ? new ModelFilter(new EquatableArray<string>([Default]), excluded, IsDefault: true)
            : new ModelFilter(included, excluded, IsDefault: false);
    }

    /// <summary>Returns whether a model is selected. Models of user files are selected unless they are excluded.</summary>
    public bool Includes(ModelDefinition model, bool isUserFile) =>
        (isUserFile || MatchesAny(Included, model)) && !MatchesAny(Excluded, model);

    /// <summary>Returns a warning for each pattern that matches no model. Returns nothing if there are no models.</summary>
    public IEnumerable<ProjectIssue> Check(EquatableArray<ModelDefinition> models)
    {
        if (models.IsEmpty)
        {
            return [];
        }

        return (IsDefault ? Excluded : Included.Concat(Excluded))
            .Where(g => !models.Any(m => Matches(g, m)))
            .Select(g => ProjectIssue.Create(GeneratorRules.UnknownModels, g, Hint(g, models)));
    }

    private static bool MatchesAny(EquatableArray<string> globs, ModelDefinition model) =>
        globs.Any(glob => Matches(glob, model));

    // A pattern matches `provider/id` or the id alone: `sora-*` matches models of all providers.
    private static bool Matches(string glob, ModelDefinition model) =>
        Glob.IsMatch(glob, model.Provider + "/" + model.Id) || Glob.IsMatch(glob, model.Id);

    private static string Hint(string glob, EquatableArray<ModelDefinition> models)
    {
        var providers = models.Select(m => m.Provider + "/*").Distinct(StringComparer.Ordinal);
        var candidates = glob.Contains('/')
            ? providers.Concat(models.Select(m => m.Provider + "/" + m.Id))
            : models.Select(m => m.Id);
        return NearestWord.Hint(NearestWord.Find(glob, candidates), "correct it or remove it");
    }
}

/// <summary>Matches case-insensitive patterns with <c>*</c> for any text and <c>?</c> for any character.</summary>
internal static class Glob
{
    /// <summary>Returns whether a pattern matches a whole text. The time is bounded by the product of their lengths.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || EqualsIgnoreCase(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star matches one more character.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool EqualsIgnoreCase(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
