namespace NanoGpt;

/// <summary>Describes how many items a list takes.</summary>
/// <param name="Min">The minimum number of items; <see langword="null"/> for no limit.</param>
/// <param name="Max">The maximum number of items; <see langword="null"/> for no limit.</param>
public sealed record ListInfo(int? Min, int? Max);
