using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NanoGpt.Emulator.Jobs;

/// <summary>Creates UUIDs of version 7, which begin with the time. .NET 8 has no method for this.</summary>
internal static class TimeOrderedId
{
    /// <summary>Creates an id.</summary>
    /// <param name="time">The time at the start of the id, in milliseconds.</param>
    public static Guid Create(DateTimeOffset time)
    {
        const int TimeBytes = 6;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.ToUnixTimeMilliseconds() << 16);
        RandomNumberGenerator.Fill(bytes[TimeBytes..]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);   // the version
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);   // the variant
        return new Guid(bytes, bigEndian: true);
    }
}
