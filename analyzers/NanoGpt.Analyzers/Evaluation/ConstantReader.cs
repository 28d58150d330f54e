namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads expressions that are made of constants, without the control-flow graph.</summary>
internal sealed class ConstantReader(ReadContext context, int depth = 0) : ValueReader(context, depth)
{
    private bool isClosed;

    /// <summary>Returns the value of an expression, or null if it depends on variables, conditions or calls.</summary>
    public Fact? ReadClosed(IOperation? operation)
    {
        isClosed = true;
        var fact = Read(operation);
        return isClosed && !Context.IsSpent ? fact : null;
    }

    protected override Fact ReadOther(IOperation operation)
    {
        if (operation is IWithOperation with && Types.GetModel(with.Type) is not null
            && Read(with.Operand) is Fact.Request request)
        {
            return new Fact.Request(ReadInitializer(request.Object with { Creation = with.Syntax }, with.Initializer));
        }

        return Opaque(operation);
    }

    protected override Fact ReadField(IFieldReferenceOperation reference) => Opaque(reference);

    protected override Fact Opaque(IOperation operation, params Fact[] operands)
    {
        isClosed = false;
        return Fact.Unknown;
    }
}
