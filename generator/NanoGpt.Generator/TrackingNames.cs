namespace NanoGpt.Generator;

/// <summary>
/// Names the steps of the pipeline, in order. A test finds them by reflection and requires that a second run caches each.
/// </summary>
internal static class TrackingNames
{
    public const string ReadFile = nameof(ReadFile);
    public const string ParseFile = nameof(ParseFile);           // re-runs when that file changes
    public const string BuildCatalog = nameof(BuildCatalog);     // all files together: names, checks between files, issues
    public const string ReadOptions = nameof(ReadOptions);
    public const string ListModels = nameof(ListModels);         // without issues and spans
    public const string SelectModel = nameof(SelectModel);
    public const string EmitModel = nameof(EmitModel);           // re-runs when that model's meaning changes
    public const string EmitIndex = nameof(EmitIndex);           // re-runs when a model comes, goes or changes its name
    public const string CheckOptions = nameof(CheckOptions);
    public const string ReportIssues = nameof(ReportIssues);     // re-runs when anything in the files moves
}
