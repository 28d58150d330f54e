using System.Buffers.Binary;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>HTTP/2 frame by frame on a connection of a <see cref="FaultServer"/>, for what no server would send.</summary>
public sealed class Http2Frames(FaultConnection connection)
{
    private const int PrefaceLength = 24;
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Settings = 4;
    private const byte GoAway = 7;
    private const byte Acknowledgement = 1;
    private const byte EndOfStream = 1;

    /// <summary>Opens the connection, and reads until a request's headers are there, or its whole body.</summary>
    /// <returns>The number of the request's stream.</returns>
    public async Task<int> ReadRequestAsync(bool isWhole)
    {
        await connection.ReadBytesAsync(PrefaceLength);
        await SendAsync(Settings, 0, 0, []);
        while (true)
        {
            var (type, flags, stream) = await ReadAsync();
            if (type == Settings && (flags & Acknowledgement) == 0)
            {
                await SendAsync(Settings, Acknowledgement, 0, []);
            }
            else if (isWhole ? type == Data && (flags & EndOfStream) != 0 : type == Headers)
            {
                return stream;
            }
        }
    }

    /// <summary>Sends that no stream after one was processed.</summary>
    public Task GoAwayAsync(int lastStream)
    {
        var payload = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(payload, lastStream);
        return SendAsync(GoAway, 0, 0, payload);
    }

    private async Task<(byte Type, byte Flags, int Stream)> ReadAsync()
    {
        var head = await connection.ReadBytesAsync(9);
        await connection.ReadBytesAsync(BinaryPrimitives.ReadInt32BigEndian(head) >> 8);
        return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)));
    }

    private Task SendAsync(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return connection.WriteAsync(frame);
    }
}
