using System.Buffers.Binary;
using System.Text;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>Reads the boxes of an MP4, independent of the code that writes them.</summary>
internal sealed record Mp4Box(string Type, int Offset, byte[] Content)
{
    private static readonly string[] Containers = ["moov", "trak", "mdia", "minf", "dinf", "stbl"];

    public IReadOnlyList<Mp4Box> Children => Containers.Contains(Type) ? Read(Content, Offset + 8) : [];

    public static IReadOnlyList<Mp4Box> Read(byte[] bytes, int start = 0)
    {
        var boxes = new List<Mp4Box>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            Assert.InRange(length, 8, bytes.Length - at);
            boxes.Add(new Mp4Box(Encoding.ASCII.GetString(bytes, at + 4, 4), start + at, bytes[(at + 8)..(at + length)]));
            at += length;
        }

        return boxes;
    }

    public static Mp4Box Find(byte[] file, string path)
    {
        var boxes = Read(file);
        Mp4Box? found = null;
        foreach (var type in path.Split('/'))
        {
            found = Assert.Single(boxes, box => box.Type == type);
            boxes = found.Children;
        }

        return found!;
    }

    public int Word(int index) => BinaryPrimitives.ReadInt32BigEndian(Content.AsSpan(4 * index));
}
