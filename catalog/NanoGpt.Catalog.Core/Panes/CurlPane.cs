using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Panes;

/// <summary>Writes a request as a command of curl, and reads the JSON of such a command.</summary>
public static class CurlPane
{
    private static readonly string[] DataOptions = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];

    /// <summary>Returns the command. The shell inserts the key.</summary>
    /// <param name="request">The request.</param>
    public static string Format(FormRequest request)
    {
        var provider = request.Type.Model.Provider;
        return $"""
            curl {ShellText.Quote(provider.Endpoint)} \
              -H "{provider.KeyHeader}${provider.KeyVariable}" \
              -H "Content-Type: application/json" \
              -d {ShellText.Quote(request.ToJson())}

            """;
    }

    /// <summary>Returns the JSON of a command of curl, or the text itself if it is not such a command.</summary>
    /// <param name="text">A command or JSON.</param>
    /// <exception cref="FormatException">The command has no JSON.</exception>
    public static string FindJson(string text)
    {
        var words = text.TrimStart().StartsWith("curl", StringComparison.Ordinal) ? ShellText.Split(text) : [];
        if (words.Count == 0)
        {
            return text;
        }

        for (var i = 1; i < words.Count; i++)
        {
            if (Array.Find(DataOptions, option => words[i].StartsWith(option + "=", StringComparison.Ordinal)) is { } joined)
            {
                return words[i][(joined.Length + 1)..];
            }

            if (i + 1 < words.Count && DataOptions.Contains(words[i], StringComparer.Ordinal))
            {
                return words[i + 1].StartsWith('@')
                    ? throw new FormatException(
                        $"The command reads its JSON from {words[i + 1][1..]}: paste the contents of that file.")
                    : words[i + 1];
            }
        }

        throw new FormatException("The command has no JSON: it needs an option -d.");
    }
}
