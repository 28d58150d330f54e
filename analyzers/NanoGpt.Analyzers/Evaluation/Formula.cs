namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a Boolean formula over comparisons.</summary>
internal abstract record Formula
{
    private const int MaxSize = 256;

    /// <summary>Gets the number of comparisons and connectives. Shared parts count each time they occur.</summary>
    public virtual int Size => 1;

    /// <summary>Returns the value of the formula on a path, or null if the comparisons of the path do not determine it.</summary>
    public abstract bool? Decide(ImmutableArray<Literal> known);

    /// <summary>Returns the mutually exclusive cases of the formula: the comparisons that hold, and the outcome.</summary>
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
        public override bool? Decide(ImmutableArray<Literal> known) => KnownComparisons.Decide(known, Literal);

        public override IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known) =>
            Decide(known) is { } outcome ? [(known, outcome)] : [(known.Add(Literal), true), (known.Add(Literal.Negated), false)];

        public override Formula Not() => new Comparison(Literal.Negated);
    }

    internal sealed record Negation(Formula Operand) : Formula
    {
        public override int Size { get; } = Operand.Size + 1;

        public override bool? Decide(ImmutableArray<Literal> known) => !Operand.Decide(known);

        public override IEnumerable<(ImmutableArray<Literal> Known, bool Outcome)> Split(ImmutableArray<Literal> known) =>
            Operand.Split(known).Select(static part => (part.Known, !part.Outcome));

        public override Formula Not() => Operand;
    }

    /// <summary>Represents <c>Left &amp;&amp; Right</c> or <c>Left || Right</c>.</summary>
    internal sealed record Junction(Formula Left, Formula Right, bool IsAnd) : Formula
    {
        public override int Size { get; } = Left.Size + Right.Size + 1;

        /// <summary>Connects two formulas, or returns <see langword="null"/> if the result is too large to evaluate.</summary>
        public static Formula? Create(Formula left, Formula right, bool isAnd) =>
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
