namespace NanoGpt.Generator;

/// <summary>Contains the names of the pipeline steps in order. A test requires that a second run caches each of them.</summary>
internal static class TrackingNames
{
    public const string ReadFile = nameof(ReadFile);
    public const string ParseFile = nameof(ParseFile);           // runs when the file changes
    public const string BuildCatalog = nameof(BuildCatalog);     // all files: names, checks between files, issues
    public const string ReadOptions = nameof(ReadOptions);
    public const string ReadTarget = nameof(ReadTarget);         // language version and references of the compilation
    public const string ListModels = nameof(ListModels);         // without issues and spans
    public const string SelectModel = nameof(SelectModel);
    public const string EmitModel = nameof(EmitModel);           // runs when the definition of the model changes
    public const string EmitIndex = nameof(EmitIndex);           // runs when a model is added, removed or renamed
    public const string CheckOptions = nameof(CheckOptions);
    public const string CheckUnmarked = nameof(CheckUnmarked);   // additional files that are not marked as files of the directory
    public const string ReportIssues = nameof(ReportIssues);     // runs when anything in the files changes
}
