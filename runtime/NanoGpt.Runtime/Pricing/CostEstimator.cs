namespace NanoGpt;

internal static class CostEstimator
{
    public static CostEstimate Estimate(VideoRequest request) => new();
}
