using System.Text;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>Lines of a journal that no client wrote.</summary>
internal static class JournalLines
{
    /// <summary>Returns a JSON object as a line with its checksum and its end.</summary>
    public static string Sealed(string json)
    {
        using var buffer = new PooledBuffer();
        buffer.Append(Encoding.UTF8.GetBytes(json));
        JournalLine.AddSeal(buffer, 0);
        return Encoding.UTF8.GetString(buffer.Written) + "\n";
    }
}
