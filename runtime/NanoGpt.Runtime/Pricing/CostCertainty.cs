namespace NanoGpt;

/// <summary>How well a price is known.</summary>
public enum CostCertainty
{
    /// <summary>Not at all.</summary>
    Unknown,

    /// <summary>It lies between two amounts, because something that drives it is not set.</summary>
    Between,

    /// <summary>To the cent, if prices are still those of the day they were recorded.</summary>
    Exact,
}
