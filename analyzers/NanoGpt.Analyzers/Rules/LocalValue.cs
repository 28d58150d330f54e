namespace NanoGpt.Analyzers.Rules;

/// <summary>Provides extension methods that find the values of variables and the assignments to them.</summary>
internal static class LocalValue
{
    private const int MaxLocals = 8;

    /// <summary>Returns the value without conversions. A local that only its declaration assigns has its initial value.</summary>
    public static IOperation Resolve(this IOperation value)
    {
        for (var locals = 0; locals < MaxLocals; locals++)
        {
            value = value.WithoutConversions();
            if (value is not ILocalReferenceOperation { Local: var local } || value.Root() is not { } root || root.Assigns(local)
                || root.FindInitializer(local) is not { } initializer)
            {
                break;
            }

            value = initializer;
        }

        return value;
    }

    public static IOperation WithoutConversions(this IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    /// <summary>Returns the value with which a local is declared.</summary>
    public static IOperation? FindInitializer(this IOperation scope, ILocalSymbol local) =>
        scope.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            ?.GetVariableInitializer()?.Value;

    /// <summary>Returns whether code assigns a variable, apart from its declaration.</summary>
    public static bool Assigns(this IOperation scope, ISymbol variable) => scope.DescendantsAndSelf().Any(code => code switch
    {
        IAssignmentOperation assignment => assignment.Target.DescendantsAndSelf().Any(target => target.RefersTo(variable)),
        IIncrementOrDecrementOperation increment => increment.Target.RefersTo(variable),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value.RefersTo(variable),
        _ => false,
    });

    public static bool RefersTo(this IOperation value, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(value.WithoutConversions().GetVariable(), variable);

    /// <summary>Returns the local, parameter, field or property that an operation refers to.</summary>
    public static ISymbol? GetVariable(this IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => member.Member,
        _ => null,
    };

    public static IOperation Root(this IOperation operation)
    {
        var root = operation;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root;
    }
}
