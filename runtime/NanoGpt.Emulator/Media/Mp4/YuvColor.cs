namespace NanoGpt.Emulator.Media.Mp4;

/// <summary>A colour as the video stores it: BT.601, limited range.</summary>
internal readonly record struct YuvColor(int Y, int Cb, int Cr)
{
    /// <summary>What a decoder assumes where it has seen nothing yet.</summary>
    public static YuvColor Unseen => new(128, 128, 128);

    /// <summary>A colour of full saturation.</summary>
    /// <param name="hue">Position on the colour wheel, 0 to 1.</param>
    /// <param name="lightness">0 is black, 1 is white.</param>
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
