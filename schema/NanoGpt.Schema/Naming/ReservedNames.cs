namespace NanoGpt.Schema.Naming;

/// <summary>Contains the names of members that generated types have in any case.</summary>
public static class ReservedNames
{
    // Members of System.Object.
    private static readonly string[] Inherited =
        ["ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    // Members of the index, in which each model has a constant.
    private static readonly string[] Index = ["All", "Parse", "Types", "RemovedModels", "NanoGptModels", .. Inherited];

    // Members of every record and of the base types of requests.
    private static readonly string[] Members =
    [
        "Model", "Info", "Table", "AdditionalFields", "Validate", "EstimateCost", "ToJson", "WriteTo", "Accept", "Read", "Clone",
        "Deconstruct", "EqualityContract", "PrintMembers", .. Inherited,
    ];

    /// <summary>Returns whether a name is reserved in requests and their objects.</summary>
    /// <param name="name">The name of a property.</param>
    public static bool IsMember(string name) => Has(Members, name);

    /// <summary>Returns whether a name is reserved in the index of models.</summary>
    /// <param name="name">The name of a constant.</param>
    public static bool IsIndexMember(string name) => Has(Index, name);

    // The constants of an open enum are in a class, which inherits the members of System.Object.
    internal static bool IsConstant(string name) => Has(Inherited, name);

    private static bool Has(string[] names, string name) => Array.IndexOf(names, name) >= 0;
}
