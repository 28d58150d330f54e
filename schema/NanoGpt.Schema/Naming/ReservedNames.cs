namespace NanoGpt.Schema.Naming;

/// <summary>Names that a generated type already has.</summary>
public static class ReservedNames
{
    // Members of System.Object, of every record, and of the request's base types.
    private static readonly string[] Members =
    [
        "Model", "Info", "Table", "AdditionalFields", "Validate", "EstimateCost", "ToJson", "WriteTo", "Accept", "Read", "Clone",
        "Deconstruct", "EqualityContract", "PrintMembers", "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize",
        "ReferenceEquals",
    ];

    // Members of the index, in which each model has a constant, and of System.Object.
    private static readonly string[] Index =
    [
        "All", "Parse", "Types", "RemovedModels", "NanoGptModels", "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize",
        "ReferenceEquals",
    ];

    /// <summary>Whether a property of a request or of a group of fields cannot have this name.</summary>
    public static bool IsMember(string name) => Has(Members, name);

    /// <summary>Whether a model's constant in the index cannot have this name.</summary>
    public static bool IsIndexMember(string name) => Has(Index, name);

    // An enum has no members of its own that start with a capital, but constants of an open enum live in a class.
    internal static bool IsConstant(string name) => Has(Index, name) && name is not ("All" or "Parse" or "Types" or "RemovedModels" or "NanoGptModels");

    private static bool Has(string[] names, string name) => Array.IndexOf(names, name) >= 0;
}
