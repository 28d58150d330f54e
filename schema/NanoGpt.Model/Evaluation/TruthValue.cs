namespace NanoGpt.Evaluation;

/// <summary>Specifies the result of a condition on a request of which not everything may be known.</summary>
public enum TruthValue
{
    /// <summary>The condition does not hold.</summary>
    False,

    /// <summary>It is not known whether the condition holds.</summary>
    Unknown,

    /// <summary>The condition holds.</summary>
    True,
}
