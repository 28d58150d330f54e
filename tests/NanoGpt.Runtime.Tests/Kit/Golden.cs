namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>The golden responses that are built into the tests.</summary>
public static class Golden
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(Golden).Assembly.GetManifestResourceStream(name + ".json")
            ?? throw new InvalidOperationException($"There is no response {name}.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
