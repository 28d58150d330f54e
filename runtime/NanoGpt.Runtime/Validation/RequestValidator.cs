namespace NanoGpt;

internal static class RequestValidator
{
    public const long DefaultMaxUploadBytes = 4_000_000;

    public static IReadOnlyList<Finding> Validate(VideoRequest request, long maxUploadBytes) => [];
}
