using System.Buffers.Binary;

namespace NanoGpt.Emulator.Media.Mp4;

/// <summary>Creates boxes of an ISO base media file: length, type, content.</summary>
internal static class Box
{
    public static byte[] Create(string type, params ReadOnlySpan<byte[]> parts)
    {
        var length = 8;
        foreach (var part in parts)
        {
            length += part.Length;
        }

        var box = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(box, length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        var at = 8;
        foreach (var part in parts)
        {
            part.CopyTo(box, at);
            at += part.Length;
        }

        return box;
    }

    /// <summary>Creates a box that starts with version 0 and flags.</summary>
    public static byte[] CreateFull(string type, int flags, params ReadOnlySpan<byte[]> parts) =>
        Create(type, [Int32(flags), .. parts]);

    public static byte[] Int32(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }

    public static byte[] Int16(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(2 * i), unchecked((short)values[i]));
        }

        return bytes;
    }

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
