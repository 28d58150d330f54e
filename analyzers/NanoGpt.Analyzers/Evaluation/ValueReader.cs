using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Reads the value of an expression as far as the expression alone tells. Variables are left to <see cref="ReadOther"/>: the
/// expression reader reads what is written to them, the path walker knows what they hold.
/// </summary>
internal abstract class ValueReader(KnownTypes types, ReadBudget budget, int depth = 0)
{
    public KnownTypes Types { get; } = types;

    public ReadBudget Budget { get; } = budget;

    /// <summary>
    /// Gets the number of initializers of fields that lead here, so that fields that name each other in a circle end somewhere.
    /// </summary>
    public int Depth { get; } = depth;

    public Fact Read(IOperation? operation)
    {
        if (operation is null || !Budget.TryRead())
        {
            return Fact.Unknown;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var value })
        {
            return new Fact.Constant(value);
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Read(parenthesized.Operand),
            IConversionOperation conversion => ReadConversion(conversion, Read(conversion.Operand)),
            IDefaultValueOperation @default => Default(@default.Type),
            IObjectCreationOperation creation => ReadCreation(creation),
            IInvocationOperation invocation => ReadInvocation(invocation),
            IArrayCreationOperation array => ReadArray(array),
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Empty",
                ContainingType.OriginalDefinition: var type } }
                when SymbolEqualityComparer.Default.Equals(type, Types.ValueList) =>
                    new Fact.Items(0, ImmutableArray<Fact>.Empty),
            IFieldReferenceOperation field => ReadField(field),
            IInterpolatedStringOperation or IDelegateCreationOperation or ITypeOfOperation =>
                ReadChildren(operation, Fact.NotNull),
            _ when operation.Syntax is CollectionExpressionSyntax => ReadCollection(operation),
            _ => ReadOther(operation),
        };
    }

    /// <summary>What an expression gives that is not a matter of the expression alone.</summary>
    protected abstract Fact ReadOther(IOperation operation);

    /// <summary>What a readonly field gives whose initializer does not tell.</summary>
    protected abstract Fact ReadUnknownField(IFieldReferenceOperation operation);

    /// <summary>Reads operands for what they do, not for what they give.</summary>
    protected Fact ReadChildren(IOperation operation, Fact result)
    {
        foreach (var child in operation.ChildOperations)
        {
            Read(child);
        }

        return result;
    }

    protected virtual Fact ReadCreation(IObjectCreationOperation creation)
    {
        if (creation is { Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, Arguments: { Length: 1 } lifted })
        {
            return Read(lifted[0].Value);
        }

        if (Types.ModelOf(creation.Type) is not { } model)
        {
            // A link may be given as a Uri.
            if (creation is { Type: { Name: "Uri", ContainingNamespace.Name: "System" }, Arguments.Length: >= 1 }
                && Read(creation.Arguments[0].Value) is (Fact.Constant { Value: string } or { HangsOnPaths: true }) and var link)
            {
                return link;
            }

            var result = ReadChildren(creation, Fact.NotNull);
            return creation.Type is { IsValueType: true } or { IsReferenceType: true } ? result : Fact.Unknown;
        }

        foreach (var argument in creation.Arguments)
        {
            Read(argument.Value);
        }

        var request = new RequestObject(
            model, creation.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: creation.Arguments.IsEmpty);
        return new Fact.Request(ReadInitializer(request, creation.Initializer));
    }

    protected RequestObject ReadInitializer(RequestObject request, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null or { Initializers.IsEmpty: true })
        {
            return request;
        }

        var assigned = new List<KeyValuePair<string, Assignment>>(initializer.Initializers.Length);
        foreach (var member in initializer.Initializers)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment)
            {
                assigned.Add(new(property.Property.Name, new Assignment(Read(assignment.Value), assignment.Syntax)));
            }
            else if (member is IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation nested })
            {
                // Sets members of what is there already: it is not null, or this throws.
                assigned.Add(new(nested.Property.Name, new Assignment(Fact.NotNull, member.Syntax)));
            }
        }

        return request with { Assigned = request.Assigned.Set(assigned) };
    }

    private static Fact Default(ITypeSymbol? type) => type switch
    {
        null => Fact.Unknown,
        { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => Fact.Null,
        { IsValueType: true } => Fact.NotNull,
        _ => Fact.Unknown,
    };

    private static Fact ReadConversion(IConversionOperation conversion, Fact fact)
    {
        if (fact is Fact.OneOf choice)
        {
            return choice.Facts.Select(alternative => ReadConversion(conversion, alternative)).Aggregate(Fact.Either);
        }

        if (conversion.OperatorMethod is { } method)
        {
            // The conversions that matter are those from arrays and spans, which keep the items.
            return fact is Fact.Items or { IsLeftOpen: true } ? fact : method.ReturnType.IsValueType ? Fact.NotNull
                : Fact.Unknown;
        }

        var target = Underlying(conversion.Type);
        var source = Underlying(conversion.Operand.Type);
        if (fact is Fact.Constant { Value: { } value })
        {
            return Convert(value, target);
        }

        if (fact is Fact.SameAs && !SymbolEqualityComparer.Default.Equals(target, source))
        {
            // Widening keeps the number; a cast may not.
            return conversion.IsImplicit || conversion.Conversion.IsImplicit ? fact : NotNullIf(conversion.Operand.Type);
        }

        return fact is Fact.Nothing { IsOpen: false } ? NotNullIf(conversion.Operand.Type) : fact;
    }

    // Lifting a value that cannot be null gives one that is not null.
    private static Fact NotNullIf(ITypeSymbol? type) =>
        type is { IsValueType: true } and not { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? Fact.NotNull
            : Fact.Unknown;

    private static Fact Convert(object value, ITypeSymbol? target)
    {
        if (target is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            target = underlying;
        }

        try
        {
            return target?.SpecialType switch
            {
                SpecialType.System_Int32 => new Fact.Constant(System.Convert.ToInt32(value, CultureInfo.InvariantCulture)),
                SpecialType.System_Int64 => new Fact.Constant(System.Convert.ToInt64(value, CultureInfo.InvariantCulture)),
                SpecialType.System_Double => new Fact.Constant(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
                SpecialType.System_String when value is string => new Fact.Constant(value),
                SpecialType.System_Boolean when value is bool => new Fact.Constant(value),
                _ => Fact.NotNull,
            };
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException)
        {
            return Fact.NotNull;
        }
    }

    private Fact ReadInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.IsStatic && Types.IsMedia(method.ContainingType) && MediaFactories.Read(invocation, this) is { } medium)
        {
            return medium;
        }

        if (method.IsStatic && method.ContainingType is { Name: "ValueList", Arity: 0 }
            && method.ContainingNamespace is { Name: "NanoGpt" }
            && invocation.Arguments.Length == 1)
        {
            return Read(invocation.Arguments[0].Value) is (Fact.Items or { HangsOnPaths: true }) and var items ? items
                : Fact.NotNull;
        }

        return ReadOther(invocation);
    }

    private Fact ReadArray(IArrayCreationOperation array)
    {
        var items = array.Initializer is { } initializer ? initializer.ElementValues.Select(ReadItem).ToImmutableArray()
            : default;
        if (!items.IsDefault)
        {
            return new Fact.Items(items.Length, items);
        }

        return array.DimensionSizes.Length != 1
            ? Fact.NotNull
            : Read(array.DimensionSizes[0]) switch
            {
                Fact.Constant { Value: int and >= 0 and var size } => new Fact.Items(size, default),
                { HangsOnPaths: true } => Fact.Open,
                _ => Fact.NotNull,
            };
    }

    // No property takes lists of lists, and arrays of arrays of arrays grow exponentially.
    private Fact ReadItem(IOperation item)
    {
        var fact = Read(item);
        return fact.Alternatives.Any(static alternative => alternative is Fact.Items) ? Fact.NotNull : fact;
    }

    // The operation of a collection expression has no interface in the oldest compiler that we run in; its children are its
    // items.
    private Fact ReadCollection(IOperation operation)
    {
        var syntax = (CollectionExpressionSyntax)operation.Syntax;
        var items = operation.ChildOperations.Select(ReadItem).ToImmutableArray();
        return items.Length == syntax.Elements.Count && syntax.Elements.All(static element => element is ExpressionElementSyntax)
            ? new Fact.Items(items.Length, items)
            : Fact.NotNull;
    }

    private Fact ReadField(IFieldReferenceOperation reference)
    {
        if (reference.Instance is { } instance and not IInstanceReferenceOperation)
        {
            Read(instance);
        }

        var fact = FieldInitializers.Read(reference, this);
        return fact ?? ReadUnknownField(reference);
    }

    private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0] : type;
}
