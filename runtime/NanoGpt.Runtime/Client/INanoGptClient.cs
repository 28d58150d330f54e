namespace NanoGpt;

/// <summary>What NanoGPT can do beyond <see cref="IVideoClient"/>.</summary>
public interface INanoGptClient : IVideoClient
{
    /// <summary>The video models that the service has at this moment, as it describes them.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken ct = default);
}
