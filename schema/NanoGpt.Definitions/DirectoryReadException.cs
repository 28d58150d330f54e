namespace NanoGpt.Definitions;

/// <summary>The exception that is thrown when a file or folder of a model directory cannot be read.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="reason">The reason.</param>
/// <param name="line">The line, counted from 1.</param>
/// <param name="column">The column, counted from 1.</param>
public sealed class DirectoryReadException(string path, string reason, int line = 1, int column = 1)
    : IOException($"{path}({line},{column}): {reason}")
{
    /// <summary>Gets the file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>Gets the reason.</summary>
    public string Reason { get; } = reason;

    /// <summary>Gets the line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Gets the column, counted from 1.</summary>
    public int Column { get; } = column;
}
