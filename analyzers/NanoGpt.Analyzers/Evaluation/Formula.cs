using System.Collections.Immutable;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>A truth built from comparisons.</summary>
internal abstract record Formula
{
    private const int MaxSize = 256;

    /// <summary>Gets the number of comparisons and connectives; a formula that stands in itself twice counts twice.</summary>
    public virtual int Size => 1;

    /// <summary>Its value on a path; null if the path does not tell.</summary>
    public abstract bool? Decide(ImmutableArray<Literal> known);

    /// <summary>
    /// Every way in which it comes out: what has to hold in addition, and the outcome. The ways exclude each other.
    /// </summary>
    public abstract IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known);

    public virtual Formula Not() => new Negation(this);

    internal sealed record Constant(bool Value) : Formula
    {
        public override bool? Decide(ImmutableArray<Literal> known) => Value;

        public override IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known) =>
            [(known, Value)];
    }

    internal sealed record Comparison(Literal Literal) : Formula
    {
        public override bool? Decide(ImmutableArray<Literal> known) => Knowledge.Decide(known, Literal);

        public override IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known) =>
            Decide(known) is { } outcome ? [(known, outcome)] : [(known.Add(Literal), true), (known.Add(Literal.Negated), false)];

        public override Formula Not() => new Comparison(Literal.Negated);
    }

    internal sealed record Negation(Formula Operand) : Formula
    {
        public override int Size { get; } = Operand.Size + 1;

        public override bool? Decide(ImmutableArray<Literal> known) => !Operand.Decide(known);

        public override IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known) =>
            Operand.Split(known).Select(static way => (way.Known, !way.Outcome));

        public override Formula Not() => Operand;
    }

    /// <summary>Both, or (negated) either: the second operand counts only if the first has the given value.</summary>
    internal sealed record Junction(Formula Left, Formula Right, bool IsAnd) : Formula
    {
        public override int Size { get; } = Left.Size + Right.Size + 1;

        /// <summary>Connects two formulas; <see langword="null"/> if that is more than a path can be asked about.</summary>
        public static Formula? Of(Formula left, Formula right, bool isAnd) =>
            left.Size + right.Size < MaxSize ? new Junction(left, right, isAnd) : null;

        public override bool? Decide(ImmutableArray<Literal> known)
        {
            var left = Left.Decide(known);
            var right = Right.Decide(known);
            return left == !IsAnd || right == !IsAnd ? !IsAnd : left is null || right is null ? null : IsAnd;
        }

        public override IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known)
        {
            foreach (var left in Left.Split(known))
            {
                if (left.Outcome != IsAnd)
                {
                    yield return left;
                    continue;
                }

                foreach (var right in Right.Split(left.Known))
                {
                    yield return right;
                }
            }
        }
    }
}
