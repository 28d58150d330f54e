namespace NanoGpt.Analyzers.Evaluation;

/// <summary>How a literal compares a term with a constant. The other three are the negations.</summary>
internal enum Relation
{
    Equal,
    Less,
    Greater,
}
