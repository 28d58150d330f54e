namespace NanoGpt.Generator;

/// <summary>The steps of the pipeline, in order. A test finds them by reflection and requires that a second run caches each.</summary>
internal static class TrackingNames
{
    /// <summary>Which files of the project belong to a directory, with their text.</summary>
    public const string ReadFile = nameof(ReadFile);

    /// <summary>One file's text turned into values; re-runs when that file changes.</summary>
    public const string ParseFile = nameof(ParseFile);

    /// <summary>All files together: names, checks between files, issues.</summary>
    public const string BuildCatalog = nameof(BuildCatalog);

    /// <summary>The project's properties.</summary>
    public const string ReadOptions = nameof(ReadOptions);

    /// <summary>The catalog's models without issues and spans.</summary>
    public const string ListModels = nameof(ListModels);

    /// <summary>The model of one file, if the project wants it.</summary>
    public const string SelectModel = nameof(SelectModel);

    /// <summary>One model's C#; re-runs when that model's meaning changes.</summary>
    public const string EmitModel = nameof(EmitModel);

    /// <summary>The C# of the index; re-runs when a model comes, goes or changes its name.</summary>
    public const string EmitIndex = nameof(EmitIndex);

    /// <summary>What is wrong with the project's properties.</summary>
    public const string CheckOptions = nameof(CheckOptions);

    /// <summary>What is wrong with the files; re-runs when anything in them moves.</summary>
    public const string ReportIssues = nameof(ReportIssues);
}
