namespace NanoGpt.Emulator.Directories;

/// <summary>A file or folder of a model directory that cannot be read.</summary>
public sealed class DirectoryReadException(string path, string reason, int line = 1, int column = 1)
    : IOException($"{path}({line},{column}): {reason}")
{
    /// <summary>The file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column, counted from 1.</summary>
    public int Column { get; } = column;
}
