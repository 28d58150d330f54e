using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>Small directories, made of text.</summary>
internal static class TestDirectory
{
    public const string Provider =
        """
        id: nanogpt
        title: Test
        summary: A provider for tests.
        base_url: https://example.com/api
        submission_id: conversationUUID
        sources:
          a: { title: A source, date: "2026-01-01" }

        """;

    public const string Fields =
        """
        prompt: { type: string, wire: prompt, summary: What the video shows., sources: [a] }
        duration: { type: seconds, wire: duration, summary: Length of the video., sources: [a] }

        """;

    /// <summary>A directory of models, each an id and the keys after title and summary.</summary>
    public static Catalog Of(params (string Id, string Keys)[] models)
    {
        var catalog = ModelDirectory.Load(
        [
            new DirectoryFile("nanogpt", FileKind.Provider, "provider.yaml", Provider),
            new DirectoryFile("nanogpt", FileKind.Fields, "fields.yaml", Fields),
            .. models.Select(model => new DirectoryFile("nanogpt", FileKind.Model, $"models/{model.Id}.yaml", Model(model.Id, model.Keys))),
        ]);
        Assert.DoesNotContain(catalog.Issues, issue => issue.Severity == Schema.Issues.IssueSeverity.Error);
        return catalog;
    }

    public static string Model(string id, string keys) => $"id: {id}\ntitle: {id}\nsummary: A model for tests.\nsources: [a]\n{keys}\n";
}
