using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NanoGpt.Jobs;

/// <summary>A paid call on its way, or one whose outcome is unknown.</summary>
/// <param name="Id">Our id; an extension keeps it to itself, because the service takes none.</param>
/// <param name="Model">The model's id.</param>
/// <param name="SubmittedAt">When, by the clock of the process that sent it.</param>
/// <param name="Extends">The job that is extended; null for a submission of its own.</param>
internal sealed record OpenSubmission(Guid Id, string Model, DateTimeOffset SubmittedAt, string? Extends = null)
{
    public static OpenSubmission Of(JournalRecord record) => new(record.Id, record.Model, record.At, record.Extends);
}

/// <summary>Makes submission ids: UUIDs of version 7, which sort by time.</summary>
internal static class SubmissionIds
{
    public static Guid New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        var milliseconds = (ulong)now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)milliseconds);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);   // version 7
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);   // the variant of RFC 9562
        return new Guid(bytes, bigEndian: true);
    }
}
