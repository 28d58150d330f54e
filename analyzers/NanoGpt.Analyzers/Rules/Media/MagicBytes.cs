using System.Text;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>What pictures, sounds and videos begin with, as the runtime tells them.</summary>
internal static class MagicBytes
{
    /// <summary>How many bytes are needed to tell.</summary>
    public const int Needed = 12;

    private static readonly string[] VideoBoxes = ["ftyp", "moov", "mdat", "free", "wide", "skip"];

    /// <summary>Whether bytes begin as the media types with a prefix such as <c>image/</c> do.</summary>
    public static bool Fit(string prefix, byte[] start) => prefix switch
    {
        "audio/" => IsSound(start),
        "video/" => IsVideo(start),
        _ => IsPicture(start),
    };

    private static bool IsVideo(byte[] start) =>
        VideoBoxes.Any(box => Has(start, 4, box)) || Has(start, 0, 0x1A, 0x45, 0xDF, 0xA3) || (Has(start, 0, "RIFF") && Has(start, 8, "AVI "))
        || Has(start, 0, "OggS") || Has(start, 0, "GIF8");

    private static bool IsPicture(byte[] start) =>
        Has(start, 0, 0x89, 0x50, 0x4E, 0x47) || Has(start, 0, 0xFF, 0xD8, 0xFF) || Has(start, 0, "GIF8") || Has(start, 0, "BM")
        || (Has(start, 0, "RIFF") && Has(start, 8, "WEBP"))
        || (Has(start, 4, "ftyp") && (Has(start, 8, "avif") || Has(start, 8, "heic")));

    private static bool IsSound(byte[] start) =>
        Has(start, 0, "ID3") || Has(start, 0, "OggS") || Has(start, 0, "fLaC") || (Has(start, 0, "RIFF") && Has(start, 8, "WAVE"))
        || (start[0] == 0xFF && (start[1] & 0xE0) == 0xE0) || IsVideo(start);

    private static bool Has(byte[] start, int at, string text) => Has(start, at, Encoding.ASCII.GetBytes(text));

    private static bool Has(byte[] start, int at, params byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (start[at + i] != bytes[i])
            {
                return false;
            }
        }

        return true;
    }
}
