using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Panes;

/// <summary>Names the files of media in code and commands.</summary>
internal static class MediumFile
{
    /// <summary>Returns the name of the file, or a name for contents that did not come from a file.</summary>
    public static string NameOf(FieldInfo field, FormMedium medium)
    {
        if (medium.FileName is { } name)
        {
            return name;
        }

        var subtype = medium.Input.MediaType?.Split('/')[^1] ?? "bin";
        return $"{field.Name}.{subtype switch { "jpeg" => "jpg", "mpeg" => "mp3", "quicktime" => "mov", _ => subtype }}";
    }
}
