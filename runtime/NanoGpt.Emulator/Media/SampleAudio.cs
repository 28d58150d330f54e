using System.Buffers.Binary;

namespace NanoGpt.Emulator.Media;

/// <summary>Creates small WAV files: a tone with a changing pitch.</summary>
public static class SampleAudio
{
    private const int SampleRate = 8000;
    private const int HeaderBytes = 44;

    /// <summary>Creates a file. The same arguments return the same bytes.</summary>
    /// <param name="seconds">The length in seconds, from 1 to 300. Other values are clamped.</param>
    public static byte[] Create(int seconds = 3)
    {
        var samples = Math.Clamp(seconds, 1, 300) * SampleRate;
        var wav = new byte[HeaderBytes + (2 * samples)];
        Header(wav, dataBytes: 2 * samples);
        var phase = 0.0;
        for (var i = 0; i < samples; i++)
        {
            var second = (double)i / SampleRate;
            phase += (330 + (110 * Math.Sin(2 * Math.PI * second))) / SampleRate;
            var sample = (short)(6000 * Math.Sin(2 * Math.PI * phase));
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(HeaderBytes + (2 * i)), sample);
        }

        return wav;
    }

    private static void Header(Span<byte> wav, int dataBytes)
    {
        Encoding.ASCII.GetBytes("RIFF....WAVEfmt ", wav);
        Encoding.ASCII.GetBytes("data", wav[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[4..], 36 + dataBytes);
        BinaryPrimitives.WriteInt32LittleEndian(wav[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav[20..], 1);          // PCM
        BinaryPrimitives.WriteInt16LittleEndian(wav[22..], 1);          // mono
        BinaryPrimitives.WriteInt32LittleEndian(wav[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(wav[28..], 2 * SampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(wav[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav[34..], 16);
        BinaryPrimitives.WriteInt32LittleEndian(wav[40..], dataBytes);
    }
}
