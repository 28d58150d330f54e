namespace NanoGpt.Package.Tests.Kit;

/// <summary>Every template with every value of its parameter, made from the packed package and built at once, as strictly as the repository.</summary>
public sealed class BuiltTemplates(PackedFeed feed) : IAsyncLifetime
{
    private const string Folder = "made";

    private Consumer? consumer;

    private Consumer Consumer => consumer ??= new(feed);

    public async ValueTask InitializeAsync()
    {
        if (!TestDepth.IsAll)
        {
            return;   // each test is skipped when it needs the folder
        }

        foreach (var style in new[] { ".editorconfig", ".globalconfig" })
        {
            Directory.CreateDirectory(Consumer.PathOf(Folder));
            File.Copy(Path.Combine(Repository.Root, style), Consumer.PathOf(Path.Combine(Folder, style)));
        }

        // The nearest one counts: only strictness, nothing that a project should bring itself.
        Consumer.Write($"{Folder}/Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest</AnalysisLevel>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <Features>strict</Features>
              </PropertyGroup>
            </Project>
            """);

        await NewAsync("install", feed.PathOf("NanoGpt.Templates"));
        var projects = new List<string>();
        foreach (var template in new[] { "console", "worker", "web", "cluster" })
        {
            foreach (var hasEmulator in new[] { true, false })
            {
                var name = NameOf(template, hasEmulator);
                await NewAsync($"nanogpt-{template}", "--name", name, "--output", $"{Folder}/{name}", "--emulator", hasEmulator ? "true" : "false");
                projects.Add($"""<Project Path="{name}/{name}.csproj" />""");
            }
        }

        Consumer.Write($"{Folder}/All.slnx", $"<Solution>{string.Concat(projects)}</Solution>");
        (await Shell.RunAsync(Consumer.Root, "dotnet", "build", $"{Folder}/All.slnx")).Succeeded();
    }

    /// <summary>Returns the folder where a project's program runs and stores its files.</summary>
    public string FolderOf(string template, bool hasEmulator = true) => Consumer.PathOf($"{Folder}/{NameOf(template, hasEmulator)}");

    /// <summary>Returns the argument of <c>dotnet</c> that runs a project's program from its own folder.</summary>
    public static string ProgramOf(string template, bool hasEmulator = true) => $"bin/Debug/net10.0/{NameOf(template, hasEmulator)}.dll";

    public ValueTask DisposeAsync()
    {
        consumer?.Dispose();
        return ValueTask.CompletedTask;
    }

    // With a dash, which no namespace has.
    private static string NameOf(string template, bool hasEmulator) => $"film-{template}{(hasEmulator ? "" : "-live")}";

    private async Task NewAsync(params string[] arguments) =>
        (await Shell.RunAsync(Consumer.Root, "dotnet", ["new", .. arguments, "--debug:custom-hive", Consumer.PathOf("hive")])).Succeeded();
}
