namespace NanoGpt.Analyzers.Metadata;

/// <summary>The numbers that a property takes. The extremes of a type say that there is no bound.</summary>
internal sealed record NumberRange(double Min, double Max, bool IsMinExclusive, bool IsMaxExclusive)
{
    public bool HasMin => Min is > int.MinValue or < int.MinValue and > double.MinValue;

    public bool HasMax => Max is < int.MaxValue or > int.MaxValue and < double.MaxValue;

    public bool Contains(double value) =>
        !(HasMin && (IsMinExclusive ? value <= Min : value < Min)) && !(HasMax && (IsMaxExclusive ? value >= Max : value > Max));
}
