using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Panes;

/// <summary>Writes a request as the runtime library sends it.</summary>
public static class JsonPane
{
    private const int ShownCharacters = 48;

    /// <summary>Returns the JSON.</summary>
    /// <param name="request">The request.</param>
    public static string Format(FormRequest request) => request.ToJson();

    /// <summary>Returns a text for display, in which the contents of files are shortened.</summary>
    /// <param name="text">JSON or a command with JSON.</param>
    public static string Shorten(string text)
    {
        const string Marker = ";base64,";
        var shown = new StringBuilder();
        var position = 0;
        while (text.IndexOf(Marker, position, StringComparison.Ordinal) is >= 0 and var found)
        {
            var start = found + Marker.Length;
            var end = text.IndexOf('"', start) is >= 0 and var quote ? quote : text.Length;
            var kept = Math.Min(end, start + ShownCharacters);
            shown.Append(text, position, kept - position);
            if (kept < end)
            {
                shown.Append(CultureInfo.InvariantCulture, $"… ({end - start} characters)");
            }

            position = end;
        }

        return position == 0 ? text : shown.Append(text, position, text.Length - position).ToString();
    }
}
