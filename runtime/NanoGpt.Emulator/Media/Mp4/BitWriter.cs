namespace NanoGpt.Emulator.Media.Mp4;

/// <summary>Writes bits, most significant first, with the variable-length codes of H.264 (clause 9.1).</summary>
internal sealed class BitWriter
{
    private readonly List<byte> bytes = [];
    private int current;
    private int used;

    /// <summary>Writes the lowest <paramref name="count"/> bits of <paramref name="value"/>: u(n).</summary>
    public BitWriter Bits(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            current = (current << 1) | ((value >> i) & 1);
            if (++used == 8)
            {
                bytes.Add((byte)current);
                current = used = 0;
            }
        }

        return this;
    }

    public BitWriter Flag(bool value) => Bits(value ? 1 : 0, 1);

    public BitWriter Unsigned(int value)
    {
        var length = System.Numerics.BitOperations.Log2((uint)value + 1);
        return Bits(0, length).Bits(value + 1, length + 1);
    }

    public BitWriter Signed(int value) => Unsigned(value > 0 ? (2 * value) - 1 : -2 * value);

    /// <summary>Writes the stop bit and zeros up to the end of the byte, and returns all bytes.</summary>
    public byte[] ToArray()
    {
        Flag(true);
        if (used > 0)
        {
            Bits(0, 8 - used);
        }

        return [.. bytes];
    }
}
