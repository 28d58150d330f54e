using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NanoGpt.Jobs;

/// <summary>Represents a paid request that is in progress, or whose outcome is unknown.</summary>
/// <param name="Id">The submission id. For an extension it is not sent, because the service accepts none.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="SubmittedAt">The time by the clock of the process that sent it.</param>
/// <param name="Extends">The id of the job that is extended; null if it is not an extension.</param>
internal sealed record OpenSubmission(Guid Id, string Model, DateTimeOffset SubmittedAt, string? Extends = null)
{
    /// <summary>Gets the id of the request that was sent, as the service returned it; null if it is unknown.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the fence of the claim or of the send; 0 if the store does not contain the submission.</summary>
    public long Fence { get; init; }

    public static OpenSubmission FromRecord(SubmissionRecord record) =>
        new(record.Id, record.Model, record.SubmittedAt, record.Extends) { RequestId = record.RequestId, Fence = record.Fence };
}

/// <summary>Creates submission ids: UUIDs of version 7, which sort by time.</summary>
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
