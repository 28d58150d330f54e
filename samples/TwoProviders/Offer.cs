using NanoGpt;

namespace TwoProviders;

/// <summary>Represents a request to one provider.</summary>
/// <param name="Provider">The name of the provider.</param>
/// <param name="Client">The client of the provider.</param>
/// <param name="Request">The request for a model of the provider.</param>
/// <param name="Price">The price in US dollars; null if it is unknown.</param>
internal sealed record Offer(string Provider, IVideoClient Client, VideoRequest Request, decimal? Price);

/// <summary>Represents a generated video that was saved.</summary>
/// <param name="Offer">The request.</param>
/// <param name="Result">The result of the job.</param>
/// <param name="Duration">The time from the submission to the completion.</param>
/// <param name="Path">The path of the file.</param>
internal sealed record GeneratedVideo(Offer Offer, VideoResult Result, TimeSpan Duration, string Path);
