namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Provides extension methods for <see cref="IConversionOperation"/>.</summary>
internal static class ConversionExtensions
{
    /// <summary>Returns whether the compiler rejects a conversion: the code lacks a cast, or the types do not fit.</summary>
    public static bool IsRejected(this IConversionOperation conversion) =>
        conversion is { IsImplicit: true, Conversion.IsImplicit: false };
}
