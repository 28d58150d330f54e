namespace NanoGpt.Catalogs.Panes;

/// <summary>Quotes words for a POSIX shell, and splits a command into its words.</summary>
internal static class ShellText
{
    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,".Contains(c);

    /// <summary>Returns the words of a command, without quotes and continued over lines.</summary>
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var i = 0; i < command.Length; i++)
        {
            switch (command[i])
            {
                case '\\' when i + 1 < command.Length:
                    i++;
                    if (command[i] == '\r' && i + 1 < command.Length && command[i + 1] == '\n')
                    {
                        i++;
                    }

                    if (command[i] != '\n')
                    {
                        (word ??= new()).Append(command[i]);
                    }

                    break;
                case '\'':
                    word ??= new();
                    for (i++; i < command.Length && command[i] != '\''; i++)
                    {
                        word.Append(command[i]);
                    }

                    break;
                case '"':
                    word ??= new();
                    for (i++; i < command.Length && command[i] != '"'; i++)
                    {
                        i += command[i] == '\\' && i + 1 < command.Length && "\"\\$`".Contains(command[i + 1]) ? 1 : 0;
                        word.Append(command[i]);
                    }

                    break;
                case ' ' or '\t' or '\r' or '\n':
                    if (word is not null)
                    {
                        words.Add(word.ToString());
                        word = null;
                    }

                    break;
                default:
                    (word ??= new()).Append(command[i]);
                    break;
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
