namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>Describes the C# shape of a field.</summary>
internal static class FieldShapes
{
    public static bool IsText(this FieldInfo field) => field.Type == FieldType.String || (field.Type == FieldType.Enum && field.IsOpen);

    public static bool IsJson(this FieldInfo field) => field is { Type: FieldType.Object, Fields.IsEmpty: true };

    public static bool IsGroup(this FieldInfo field) => field is { Type: FieldType.Object, Fields.IsEmpty: false };

    public static bool HoldsMedia(this FieldInfo field) => field.IsMedia || field.IsGroup();
}
