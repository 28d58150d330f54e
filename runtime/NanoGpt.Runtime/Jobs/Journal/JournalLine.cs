using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace NanoGpt.Jobs;

/// <summary>Defines the format of lines: a JSON object that begins with a version and ends with a checksum.</summary>
internal static class JournalLine
{
    public const int Version = 3;

    // Each dot is a hexadecimal digit of the first 8 bytes of the SHA-256 hash.
    private static ReadOnlySpan<byte> Seal => ",\"check\":\"................\"}"u8;

    private static ReadOnlySpan<byte> Head => "{\"v\":3,"u8;

    /// <summary>Adds the checksum to the JSON object from a position to the end of a buffer.</summary>
    public static void AddSeal(PooledBuffer buffer, int start)
    {
        buffer.Truncate(buffer.Written.Length - 1);   // the seal ends with the brace
        var seal = buffer.GetSpan(Seal.Length)[..Seal.Length];
        WriteSeal(buffer.Written[start..], seal);
        buffer.Advance(seal.Length);
    }

    public static bool IsIntact(ReadOnlySpan<byte> line)
    {
        if (line.Length < Seal.Length)
        {
            return false;
        }

        Span<byte> seal = stackalloc byte[Seal.Length];
        WriteSeal(line[..^Seal.Length], seal);
        return line[^Seal.Length..].SequenceEqual(seal);
    }

    /// <summary>Returns whether an end was interrupted by a crash before its flush, and not damaged later.</summary>
    public static bool IsIncomplete(ReadOnlySpan<byte> end) =>
        end[..Math.Min(end.Length, Head.Length)].SequenceEqual(Head[..Math.Min(end.Length, Head.Length)])
        && !end.ContainsAnyInRange((byte)0, (byte)0x1F)   // JSON escapes them
        && !ResemblesSealed(end)
        && !ResemblesSealed(end[..^1]);

    /// <summary>Returns the version of a line of another version; null for a line of this version, damaged or not.</summary>
    public static string? FindOtherVersion(ReadOnlyMemory<byte> line)
    {
        if (line.Span.StartsWith(Head) || (ResemblesSealed(line.Span) && !IsIntact(line.Span)))
        {
            return null;   // the version itself may be damaged
        }

        using var document = LenientJson.Parse(line);
        return document?.RootElement.Find("v") is { ValueKind: JsonValueKind.Number } version
            && version.GetRawText() is not "3" and var text
                ? text[..Math.Min(text.Length, 20)]
                : null;
    }

    // Whether a line ends with a checksum, of which a few bits may be flipped.
    private static bool ResemblesSealed(ReadOnlySpan<byte> line)
    {
        const int MaxFlippedBits = 3;
        var flippedBits = line.Length < Seal.Length ? int.MaxValue : 0;
        for (var i = 0; i < Seal.Length && flippedBits <= MaxFlippedBits; i++)
        {
            flippedBits += Seal[i] == '.' ? 0 : BitOperations.PopCount((uint)(line[^(Seal.Length - i)] ^ Seal[i]));
        }

        return flippedBits <= MaxFlippedBits;
    }

    private static void WriteSeal(ReadOnlySpan<byte> content, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        Seal.CopyTo(seal);
        var digits = seal[Seal.IndexOf((byte)'.')..];
        BinaryPrimitives.ReadUInt64BigEndian(hash).TryFormat(digits, out _, "x16", CultureInfo.InvariantCulture);
    }
}
