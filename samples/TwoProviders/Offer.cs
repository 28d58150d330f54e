using NanoGpt;

namespace TwoProviders;

/// <summary>A request and who would fulfil it.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Client">Its client.</param>
/// <param name="Request">The request, as the provider takes it.</param>
/// <param name="Price">What it will cost in US dollars; null if nobody says.</param>
internal sealed record Offer(string Provider, IVideoClient Client, VideoRequest Request, decimal? Price);

/// <summary>A video that was made.</summary>
/// <param name="Offer">Of what.</param>
/// <param name="Result">What the service says about it.</param>
/// <param name="Waited">From submitting to done.</param>
/// <param name="Path">Where it is.</param>
internal sealed record Made(Offer Offer, VideoResult Result, TimeSpan Waited, string Path);
