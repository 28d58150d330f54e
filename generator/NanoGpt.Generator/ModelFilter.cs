using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Generator;

/// <summary>The globs of <c>NanoGptModels</c>: <c>nanogpt/*</c>, <c>sora-*</c>, <c>!nanogpt/old-*</c>.</summary>
/// <param name="Included">Those without <c>!</c>.</param>
/// <param name="Excluded">Those with <c>!</c>, without it.</param>
/// <param name="IsDefault">Whether the project included nothing by name.</param>
internal sealed record ModelFilter(EquatableArray<string> Included, EquatableArray<string> Excluded, bool IsDefault)
{
    private const string Default = "nanogpt/*";

    /// <summary>Reads globs with <c>;</c>, <c>,</c> or white space between them.</summary>
    public static ModelFilter Parse(string text)
    {
        var globs = text.Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var excluded = globs.Where(g => g[0] == '!').Select(g => g.Substring(1)).ToEquatableArray();
        var included = globs.Where(g => g[0] != '!').ToEquatableArray();
        return included.IsEmpty
            ? new ModelFilter(new EquatableArray<string>([Default]), excluded, IsDefault: true)
            : new ModelFilter(included, excluded, IsDefault: false);
    }

    /// <summary>Whether a model is wanted. Who brings a file of their own wants it, unless they exclude it.</summary>
    public bool Wants(ModelDefinition model, bool isOwn) =>
        (isOwn || MatchesAny(Included, model)) && !MatchesAny(Excluded, model);

    /// <summary>A warning for each glob that meets no model; none where there are no models to meet.</summary>
    public IEnumerable<ProjectIssue> Check(EquatableArray<ModelDefinition> models)
    {
        if (models.IsEmpty)
        {
            return [];
        }

        var mistakes = IsDefault ? Excluded : Included.Concat(Excluded);
        return mistakes
            .Where(g => !models.Any(m => Matches(g, m)))
            .Select(g => ProjectIssue.Of(GeneratorRules.UnknownModels, g, Hint(g, models)));
    }

    private static bool MatchesAny(EquatableArray<string> globs, ModelDefinition model) =>
        globs.Any(glob => Matches(glob, model));

    // A glob speaks about `provider/id`, or about the id alone: `sora-*` means any provider.
    private static bool Matches(string glob, ModelDefinition model) =>
        Glob.IsMatch(glob, model.Provider + "/" + model.Id) || Glob.IsMatch(glob, model.Id);

    private static string Hint(string glob, EquatableArray<ModelDefinition> models)
    {
        var providers = models.Select(m => m.Provider + "/*").Distinct(StringComparer.Ordinal);
        var candidates = glob.Contains('/')
            ? providers.Concat(models.Select(m => m.Provider + "/" + m.Id))
            : models.Select(m => m.Id);
        return DidYouMean.Find(glob, candidates) is { } guess ? $"did you mean '{guess}'?" : "correct it or remove it";
    }
}

/// <summary>Text patterns with <c>*</c> for any text and <c>?</c> for any character; case does not count.</summary>
internal static class Glob
{
    /// <summary>Whether a pattern covers a whole text. The work is at most the product of their lengths.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
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

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
