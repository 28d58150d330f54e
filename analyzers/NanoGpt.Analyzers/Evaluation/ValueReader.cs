using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads the values of expressions. Derived classes read variables and conditions in <see cref="ReadOther"/>.</summary>
internal abstract class ValueReader(KnownTypes types, ReadBudget budget, int depth = 0)
{
    public KnownTypes Types { get; } = types;

    public ReadBudget Budget { get; } = budget;

    /// <summary>Gets the number of nested field initializers, which limits circular initializers.</summary>
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

    protected abstract Fact ReadOther(IOperation operation);

    /// <summary>Reads a field whose initializer does not determine its value.</summary>
    protected abstract Fact ReadUnknownField(IFieldReferenceOperation operation);

    /// <summary>Reads the operands for their side effects.</summary>
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
        if (creation is { Type: { } type, Arguments: { Length: 1 } lifted } && type.IsNullableValueType())
        {
            return Read(lifted[0].Value);
        }

        if (Types.GetModel(creation.Type) is not { } model)
        {
            // A link may be specified as a Uri.
            if (creation is { Type: { Name: "Uri", ContainingNamespace.Name: "System" }, Arguments.Length: >= 1 }
                && Read(creation.Arguments[0].Value) is (Fact.Constant { Value: string } or { DependsOnPath: true }) and var link)
            {
                return link;
            }

            return ReadChildren(
                creation, creation.Type is { IsValueType: true } or { IsReferenceType: true } ? Fact.NotNull : Fact.Unknown);
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
                // Sets members of the existing value, which is not null.
                assigned.Add(new(nested.Property.Name, new Assignment(Fact.NotNull, member.Syntax)));
            }
        }

        return request with { Assigned = request.Assigned.Set(assigned) };
    }

    private static Fact Default(ITypeSymbol? type) => type switch
    {
        null => Fact.Unknown,
        _ when type.IsReferenceType || type.IsNullableValueType() => Fact.Null,
        { IsValueType: true } => Fact.NotNull,
        _ => Fact.Unknown,
    };

    private static Fact ReadConversion(IConversionOperation conversion, Fact fact)
    {
        if (fact is Fact.OneOf choice)
        {
            return choice.Facts.Select(alternative => ReadConversion(conversion, alternative)).Aggregate(Fact.Union);
        }

        if (conversion.OperatorMethod is { } method)
        {
            // Conversions from arrays and spans keep the items.
            return fact is Fact.Items or { IsUndetermined: true } ? fact
                : method.ReturnType.IsValueType ? Fact.NotNull
                : Fact.Unknown;
        }

        var target = conversion.Type?.WithoutNullable();
        var source = conversion.Operand.Type?.WithoutNullable();
        if (fact is Fact.Constant { Value: { } value })
        {
            return Convert(value, target);
        }

        if (fact is Fact.SameAs && !SymbolEqualityComparer.Default.Equals(target, source))
        {
            // Implicit conversions keep the number; casts may change it.
            return conversion.IsImplicit || conversion.Conversion.IsImplicit ? fact : FromType(conversion.Operand.Type);
        }

        return fact is Fact.UnknownValue { RequiresFlow: false } ? FromType(conversion.Operand.Type) : fact;
    }

    protected static Fact FromType(ITypeSymbol? type) =>
        type is { IsValueType: true } && !type.IsNullableValueType() ? Fact.NotNull : Fact.Unknown;

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
            return Read(invocation.Arguments[0].Value) is (Fact.Items or { DependsOnPath: true }) and var items
                ? items
                : Fact.NotNull;
        }

        return ReadOther(invocation);
    }

    private Fact ReadArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
        {
            var items = initializer.ElementValues.Select(ReadItem).ToImmutableArray();
            return new Fact.Items(items.Length, items);
        }

        return array.DimensionSizes.Length != 1
            ? Fact.NotNull
            : Read(array.DimensionSizes[0]) switch
            {
                Fact.Constant { Value: int and >= 0 and var size } => new Fact.Items(size, default),
                { DependsOnPath: true } => Fact.Undetermined,
                _ => Fact.NotNull,
            };
    }

    // No property accepts nested lists, and the size of nested arrays may be exponential.
    private Fact ReadItem(IOperation item)
    {
        var fact = Read(item);
        return fact.Alternatives.Any(static alternative => alternative is Fact.Items) ? Fact.NotNull : fact;
    }

    // The oldest supported compiler has no interface for collection expressions. The child operations are the items, and since
    // Roslyn 5.9 also the arguments of the method that creates the collection.
    private Fact ReadCollection(IOperation operation)
    {
        var syntax = (CollectionExpressionSyntax)operation.Syntax;
        var items = operation.ChildOperations.Where(static child => child is not IArgumentOperation).Select(ReadItem)
            .ToImmutableArray();
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

        return FieldInitializers.Read(reference, this) ?? ReadUnknownField(reference);
    }
}
