namespace NanoGpt.Catalogs.Search;

/// <summary>Specifies a property by which models are selected.</summary>
public enum Facet
{
    /// <summary>The provider.</summary>
    Provider,

    /// <summary>What the model does, such as <c>text-to-video</c>.</summary>
    Mode,

    /// <summary>The media that a request can contain.</summary>
    Input,

    /// <summary>The resolution.</summary>
    Resolution,

    /// <summary>The duration in seconds.</summary>
    Duration,

    /// <summary>The aspect ratio.</summary>
    AspectRatio,

    /// <summary>Whether the model generates sound.</summary>
    Sound,

    /// <summary>Whether the price is recorded.</summary>
    Price,

    /// <summary>Whether the model can be used.</summary>
    Status,
}
