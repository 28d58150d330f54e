namespace NanoGpt.Emulator.Media.Mp4;

/// <summary>Encodes pictures with one color per 16x16 macroblock as lossless H.264 (constrained baseline).</summary>
/// <remarks>
/// Each macroblock is Intra_16x16, predicted from its left neighbor, or from the one above at the left edge, so that the
/// prediction has one color too. The residual is one DC coefficient for each plane, and the quantizers are chosen so that a level
/// of 1 is a difference of exactly 1: QP 28 for luma (256·c·2⁻² is 64·c, and 64·c / 64 is c) and 22 for chroma.
/// No loop filter.
/// </remarks>
internal sealed class H264Encoder(int width, int height)
{
    private const int LumaQuantizer = 28;
    private const int ChromaOffset = -6;
    private const int FrameNumberBits = 4;

    private int frameNumber;
    private int keyFrames;
    private YuvColor[]? previous;

    public int Columns { get; } = (width + 15) / 16;

    public int Rows { get; } = (height + 15) / 16;

    public byte[] SequenceParameters()
    {
        var bits = new BitWriter()
            .Bits(66, 8)                                   // profile_idc: baseline
            .Bits(0b1100_0000, 8)                          // constraint_set0 and 1: constrained baseline
            .Bits(30, 8)                                   // level_idc 3
            .Unsigned(0)                                   // seq_parameter_set_id
            .Unsigned(FrameNumberBits - 4)
            .Unsigned(2)                                   // pic_order_cnt_type: output order is coding order
            .Unsigned(1)                                   // max_num_ref_frames
            .Flag(false)                                   // gaps_in_frame_num_value_allowed
            .Unsigned(Columns - 1)
            .Unsigned(Rows - 1)
            .Flag(true)                                    // frame_mbs_only
            .Flag(true);                                   // direct_8x8_inference
        var cropRight = ((Columns * 16) - width) / 2;
        var cropBottom = ((Rows * 16) - height) / 2;
        var cropped = cropRight + cropBottom > 0;
        bits.Flag(cropped);
        if (cropped)
        {
            bits.Unsigned(0).Unsigned(cropRight).Unsigned(0).Unsigned(cropBottom);
        }

        bits.Flag(false);                                  // vui_parameters_present
        return NalUnit(0x67, bits.ToArray());
    }

    public byte[] PictureParameters() => NalUnit(0x68, new BitWriter()
        .Unsigned(0)                                       // pic_parameter_set_id
        .Unsigned(0)                                       // seq_parameter_set_id
        .Flag(false)                                       // entropy_coding_mode: CAVLC
        .Flag(false)                                       // bottom_field_pic_order_in_frame_present
        .Unsigned(0)                                       // num_slice_groups_minus1
        .Unsigned(0).Unsigned(0)                           // num_ref_idx_default_active_minus1, both lists
        .Flag(false).Bits(0, 2)                            // weighted prediction: none
        .Signed(LumaQuantizer - 26).Signed(0)              // pic_init_qp, pic_init_qs
        .Signed(ChromaOffset)
        .Flag(true)                                        // deblocking_filter_control_present
        .Flag(false).Flag(false)                           // constrained_intra_pred, redundant_pic_cnt_present
        .ToArray());

    /// <summary>Encodes one picture as a NAL unit: completely, or the differences to the previous one.</summary>
    public byte[] Encode(YuvColor[] picture, bool keyFrame)
    {
        keyFrame |= previous is null;
        frameNumber = keyFrame ? 0 : (frameNumber + 1) % (1 << FrameNumberBits);
        var bits = new BitWriter()
            .Unsigned(0)                                   // first_mb_in_slice
            .Unsigned(keyFrame ? 7 : 5)                    // slice_type: I or P, for the complete picture
            .Unsigned(0)                                   // pic_parameter_set_id
            .Bits(frameNumber, FrameNumberBits);
        if (keyFrame)
        {
            bits.Unsigned(keyFrames++ % 2)                 // idr_pic_id: consecutive key frames must differ
                .Flag(false).Flag(false);                  // no_output_of_prior_pics, long_term_reference
        }
        else
        {
            bits.Flag(false).Flag(false).Flag(false);      // num_ref_idx override, list modification, adaptive marking
        }

        bits.Signed(0).Unsigned(1);                        // slice_qp_delta; disable_deblocking_filter_idc
        var skipped = 0;
        for (var i = 0; i < picture.Length; i++)
        {
            if (!keyFrame && picture[i] == previous![i])
            {
                skipped++;
                continue;
            }

            if (!keyFrame)
            {
                bits.Unsigned(skipped);                    // mb_skip_run
                skipped = 0;
            }

            Macroblock(bits, picture, i, keyFrame);
        }

        if (skipped > 0)
        {
            bits.Unsigned(skipped);
        }

        previous = picture;
        return NalUnit((byte)(keyFrame ? 0x65 : 0x61), bits.ToArray());
    }

    private void Macroblock(BitWriter bits, YuvColor[] picture, int index, bool keyFrame)
    {
        var hasLeft = index % Columns > 0;
        var (lumaMode, chromaMode, from) =
            hasLeft ? (1, 1, picture[index - 1])
            : index > 0 ? (0, 2, picture[index - Columns])
            : (2, 0, YuvColor.Default);
        var (luma, cb, cr) = (picture[index].Y - from.Y, picture[index].Cb - from.Cb, picture[index].Cr - from.Cr);
        var codedChroma = cb != 0 || cr != 0 ? 1 : 0;
        bits.Unsigned((keyFrame ? 1 : 6) + lumaMode + (4 * codedChroma))
            .Unsigned(chromaMode)
            .Signed(0);                                    // mb_qp_delta
        Coefficient(bits, luma, none: (1, 1), one: (5, 6), trailingOne: (1, 2));
        if (codedChroma == 1)
        {
            Coefficient(bits, cb, none: (1, 2), one: (7, 6), trailingOne: (1, 1));
            Coefficient(bits, cr, none: (1, 2), one: (7, 6), trailingOne: (1, 1));
        }
    }

    // A block of at most one level, at position 0 (clause 9.2). The codes are its three possible coeff_tokens.
    private static void Coefficient(
        BitWriter bits, int level, (int Code, int Bits) none, (int Code, int Bits) one, (int Code, int Bits) trailingOne)
    {
        if (level == 0)
        {
            bits.Bits(none.Code, none.Bits);
            return;
        }

        if (Math.Abs(level) == 1)
        {
            bits.Bits(trailingOne.Code, trailingOne.Bits).Flag(level < 0);
        }
        else
        {
            bits.Bits(one.Code, one.Bits);
            var code = (level > 0 ? (2 * level) - 2 : (-2 * level) - 1) - 2;
            _ = code switch
            {
                < 14 => bits.Bits(1, code + 1),
                < 30 => bits.Bits(1, 15).Bits(code - 14, 4),
                _ => bits.Bits(1, 16).Bits(code - 30, 12),
            };
        }

        bits.Flag(true);                                   // total_zeros: 0
    }

    // Adds the header, and an emulation prevention byte (3) where three bytes would look like a start code.
    private static byte[] NalUnit(byte header, byte[] payload)
    {
        var unit = new List<byte>(payload.Length + 8) { header };
        var zeros = 0;
        foreach (var value in payload)
        {
            if (zeros == 2 && value <= 3)
            {
                unit.Add(3);
                zeros = 0;
            }

            unit.Add(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }

        return [.. unit];
    }
}

/// <summary>Represents a color in the format of the video: BT.601, limited range.</summary>
internal readonly record struct YuvColor(int Y, int Cb, int Cr)
{
    /// <summary>Gets the color that a decoder assumes before the first macroblock.</summary>
    public static YuvColor Default => new(128, 128, 128);

    /// <summary>Returns a color with full saturation.</summary>
    /// <param name="hue">The position on the color wheel, from 0 to 1.</param>
    /// <param name="lightness">The lightness, from 0 (black) to 1 (white).</param>
    public static YuvColor FromHue(double hue, double lightness)
    {
        var spread = 1 - Math.Abs((2 * lightness) - 1);
        return FromRgb(Channel(hue + (1 / 3.0)), Channel(hue), Channel(hue - (1 / 3.0)));

        double Channel(double position)
        {
            var turn = (position - Math.Floor(position)) * 6;
            return lightness + (spread * (Math.Clamp(Math.Min(turn, 4 - turn), 0, 1) - 0.5));
        }
    }

    private static YuvColor FromRgb(double r, double g, double b) => new(
        (int)Math.Round(16 + (65.481 * r) + (128.553 * g) + (24.966 * b)),
        (int)Math.Round(128 - (37.797 * r) - (74.203 * g) + (112 * b)),
        (int)Math.Round(128 + (112 * r) - (93.786 * g) - (18.214 * b)));
}

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
