namespace NanoGpt.Generator.Emission;

/// <summary>
/// Contains the names of the types that generated code uses. They are fully qualified to avoid conflicts with user types.
/// </summary>
internal static class Name
{
    public const string Runtime = "global::NanoGpt";
    public const string VideoRequest = Runtime + ".VideoRequest";
    public const string Group = Runtime + ".FieldGroup";
    public const string Reader = Runtime + ".FieldReader";
    public const string Visitor = Runtime + ".FieldVisitor";
    public const string ModelInfo = Runtime + ".ModelInfo";
    public const string RequestTypeInfo = Runtime + ".RequestTypeInfo";
    public const string GroupTypeInfo = Runtime + ".GroupTypeInfo";
    public const string Parser = Runtime + ".RequestParser";
    public const string ValueList = Runtime + ".ValueList";
    public const string Image = Runtime + ".ImageInput";
    public const string Audio = Runtime + ".AudioInput";
    public const string Video = Runtime + ".VideoInput";
    public const string JsonElement = "global::System.Text.Json.JsonElement";
    public const string StringBuilder = "global::System.Text.StringBuilder";
    public const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";
    public const string Annotations = "global::System.ComponentModel.DataAnnotations";
    public const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"NanoGpt.Codegen\", null)]";

    /// <summary>NGPT055 reports types that a referenced assembly contains too. The compiler would report each use.</summary>
    public const string AllowDuplicates = "#pragma warning disable CS0436";

    /// <summary>Returns the base type of the requests of a provider. Custom providers use the NanoGPT API.</summary>
    public static string GetBaseRequest(string provider) =>
        Runtime + (provider == "venice" ? ".VeniceRequest" : ".NanoGptRequest");
}
