using System.Security;
using NanoGpt.Directories.FileSchemas;

namespace NanoGpt.Directories.Starting;

/// <summary>
/// Provides what a project needs for models of its own: a first model file, the schemas for editors, and MSBuild items.
/// </summary>
public static class ProjectStart
{
    /// <summary>The folder of the model files.</summary>
    public const string ModelsFolder = "models";

    private const string ItemName = "NanoGptModel";
    private const string FilterName = "NanoGptModels";

    /// <summary>Returns the files.</summary>
    /// <param name="date">The date of the recorded price, as <c>yyyy-MM-dd</c>.</param>
    public static IEnumerable<StartFile> Files(string date) =>
    [
        new($"{ModelsFolder}/mine.yaml", Model(date)),
        .. FileSchema.Files().Select(file => new StartFile($"{ModelsFolder}/schema/{file.Path}", file.Text)),
        new(".editorconfig", EditorConfig),
    ];

    /// <summary>Returns the lines of a project file that pass the models to the generator.</summary>
    /// <param name="globs">The built-in models to generate types for; <see langword="null"/> for the default.</param>
    public static string Lines(string? globs) =>
        (globs is null ? "" : $"""
              <PropertyGroup>
                <{FilterName}>{SecurityElement.Escape(globs)}</{FilterName}>
              </PropertyGroup>

            """)
        + $"""
              <ItemGroup>
                <{ItemName} Include="{ModelsFolder}/*.yaml" />
              </ItemGroup>

            """;

    /// <summary>
    /// Returns a project file with the lines; <see langword="null"/> if it has such lines or they cannot be added.
    /// </summary>
    /// <param name="project">The text of the project file.</param>
    /// <param name="globs">The built-in models to generate types for; <see langword="null"/> for the default.</param>
    public static string? AddTo(string project, string? globs)
    {
        ArgumentNullException.ThrowIfNull(project);
        var end = project.LastIndexOf("</Project>", StringComparison.Ordinal);
        var hasLines = project.Contains($"<{ItemName} ", StringComparison.Ordinal)
            || (globs is not null && project.Contains($"<{FilterName}>", StringComparison.Ordinal));
        var newLine = project.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return end < 0 || hasLines ? null : project.Insert(end, $"{Lines(globs)}\n".ReplaceLineEndings(newLine));
    }

    /// <summary>Returns whether a project file has the lines.</summary>
    /// <param name="project">The text of the project file.</param>
    /// <param name="globs">The built-in models to generate types for; <see langword="null"/> for the default.</param>
    public static bool IsComplete(string project, string? globs)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.Contains($"<{ItemName} Include=\"{ModelsFolder}/*.yaml\" />", StringComparison.Ordinal)
            && (globs is null || project.Contains($"<{FilterName}>{SecurityElement.Escape(globs)}<", StringComparison.Ordinal));
    }

    private const string EditorConfig = """
        # Rules of NanoGpt.Codegen whose severity you want to change; 'nanogpt explain' lists all rules.
        [*.cs]
        # dotnet_diagnostic.NGPT140.severity = none

        [*.yaml]
        indent_style = space
        indent_size = 2

        """;

    private static string Model(string date) => $$"""
        # yaml-language-server: $schema=schema/nanogpt.model.schema.json
        # A model of your own. The file has the name of its id. 'nanogpt validate models' checks it, and so does the compiler.
        # Fields that NanoGPT has not: declare them in fields.yaml beside this file, and use schema/model.schema.json above.
        id: mine
        title: Mine
        summary: Replace this with one sentence about the model.
        modes: [text-to-video]
        inputs:
          prompt:     { required: true }
          resolution: { values: ["720p", "1080p"], default: "720p", cost: true }
          duration:   { values: [5, 10], default: 5, cost: true }
        rules:
          - id: full-hd-is-short
            when: { resolution: "1080p" }
            require: { duration: 5 }
            because: Videos of 1080p are 5 seconds long.
        pricing:
          currency: USD
          as_of: "{{date}}"
          per_second: { resolution: { "720p": 0.1, "1080p": 0.2 } }

        """;
}
