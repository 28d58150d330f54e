namespace NanoGpt.Generator.Emission;

/// <summary>What a project decides about the shape of generated code.</summary>
/// <param name="Namespace">The namespace of all generated types.</param>
/// <param name="IsPublic">Whether they are public; else internal.</param>
internal sealed record EmitOptions(string Namespace = EmitOptions.DefaultNamespace, bool IsPublic = true)
{
    /// <summary>The namespace unless the project names another.</summary>
    public const string DefaultNamespace = "NanoGpt.Models";

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Accessibility => IsPublic ? "public" : "internal";
}
