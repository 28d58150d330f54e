using NanoGpt.Emulator.Media.Mp4;

namespace NanoGpt.Emulator.Media;

/// <summary>Creates small MP4 videos: a moving ball above a progress bar.</summary>
public static class SampleVideo
{
    private const int PixelArea = 256 * 144;
    private const int FramesPerSecond = 8;
    private const int MaxFrames = 240;
    private const int FramesPerKeyFrame = 24;

    /// <summary>Creates a video. The same arguments return the same bytes.</summary>
    /// <param name="seconds">The length in seconds, from 1 to 600. Other values are clamped.</param>
    /// <param name="aspectRatio">The aspect ratio, such as <c>16:9</c> or <c>1280x720</c>. Other values select 16:9.</param>
    /// <param name="seed">The seed of the colors and of the path of the ball.</param>
    public static byte[] Create(int seconds = 5, string? aspectRatio = null, int seed = 0)
    {
        seconds = Math.Clamp(seconds, 1, 600);
        var frames = Math.Min(seconds * FramesPerSecond, MaxFrames);
        var (width, height) = Size(aspectRatio);
        var encoder = new H264Encoder(width, height);
        var scene = new Scene(encoder.Columns, encoder.Rows, frames, seed);
        var samples = new byte[frames][];
        for (var i = 0; i < frames; i++)
        {
            samples[i] = encoder.Encode(scene.Draw(i), keyFrame: i % FramesPerKeyFrame == 0);
        }

        var keyFrames = Enumerable.Range(0, frames).Where(i => i % FramesPerKeyFrame == 0).Select(i => i + 1).ToArray();
        return new Mp4Muxer(width, height, encoder.SequenceParameters(), encoder.PictureParameters())
            .Write(samples, keyFrames, sampleMilliseconds: seconds * 1000 / frames);
    }

    /// <summary>Returns even dimensions with about the same area for each aspect ratio.</summary>
    internal static (int Width, int Height) Size(string? aspectRatio)
    {
        var parts = (aspectRatio ?? "").Split(':', 'x', '*');
        var ratio = parts.Length == 2 && int.TryParse(parts[0], out var x) && int.TryParse(parts[1], out var y) && x > 0 && y > 0
            ? Math.Clamp((double)x / y, 0.25, 4)
            : 16 / 9.0;
        var width = Math.Sqrt(PixelArea * ratio);
        return (Even(width), Even(width / ratio));

        static int Even(double side) => 2 * (int)Math.Round(side / 2);
    }

    private sealed class Scene(int columns, int rows, int frames, int seed)
    {
        private readonly double hue = (seed & 0xFFFF) * 0.618034 % 1;

        public YuvColor[] Draw(int frame)
        {
            var (ballColumn, ballRow) = (Bounce(frame + (seed & 7), columns - 2), Bounce(frame + (seed >> 3 & 7), rows - 3));
            var done = (frame + 1) * columns / frames;
            var picture = new YuvColor[columns * rows];
            for (var i = 0; i < picture.Length; i++)
            {
                var (row, column) = Math.DivRem(i, columns);
                picture[i] =
                    row == rows - 1 ? YuvColor.FromHue(hue + 0.5, column < done ? 0.6 : 0.15)
                    : column - ballColumn is 0 or 1 && row - ballRow is 0 or 1 ? YuvColor.FromHue(hue + 0.5, 0.7)
                    : YuvColor.FromHue(hue + (0.15 * column / columns), 0.25 + (0.25 * row / rows));
            }

            return picture;
        }

        private static int Bounce(int step, int last) => last - Math.Abs((step % (2 * last)) - last);
    }
}
