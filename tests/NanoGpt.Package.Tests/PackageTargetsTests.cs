namespace NanoGpt.Package.Tests;

/// <summary>Tests which files of the directory the package's targets pass to the compiler. Nothing is built.</summary>
public sealed class PackageTargetsTests : IDisposable
{
    // What NanoGptModels says, the provider of a model of the project's own, and whose built-in files the compiler gets.
    private static readonly (string Globs, string Own, string Handed)[] Cases =
    [
        ("", "", "nanogpt"),
        ("nanogpt/*;", "", "nanogpt"),
        (" NanoGPT/sora-*; nanogpt/veo*; !sora-2", "", "nanogpt"),
        ("nanogpt/*;venice/*", "", "nanogpt venice"),
        ("venice/sora-*", "", "nanogpt venice"),

        // Any provider's.
        ("sora-*", "", "nanogpt venice"),

        // So that the warning can say what was meant, and so that there is none.
        ("venise/*", "", "nanogpt venice"),
        ("!Venice/*", "", "nanogpt venice"),

        // The vocabulary of a model of the project's own.
        ("", "Venice", "nanogpt venice"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-files-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Package_SecondProvider_IsPassedOnlyIfRequested()
    {
        var root = Repository.Root;
        Write("case.proj", $"""
            <Project>
              <PropertyGroup>
                <NanoGptSchemaDirectory>{root}/schema/</NanoGptSchemaDirectory>
                <NanoGptModels>$(Globs)</NanoGptModels>
              </PropertyGroup>
              <ItemGroup>
                <NanoGptReference Include="NanoGpt.Codegen" />
                <NanoGptModel Include="mine.yaml" Provider="$(Own)" />
              </ItemGroup>
              <Import Project="{root}/generator/NanoGpt.Codegen/buildTransitive/NanoGpt.Codegen.props" />
              <Import Project="{root}/generator/NanoGpt.Codegen/buildTransitive/NanoGpt.Codegen.targets" />
              <Target Name="Tell" DependsOnTargets="NanoGptCollectModels">
                <ItemGroup>
                  <Handed Include="@(AdditionalFiles->WithMetadataValue('NanoGptModel', 'builtin')->Metadata('NanoGptProvider')->Distinct())" />
                  <Mine Include="@(AdditionalFiles->WithMetadataValue('NanoGptModel', 'user'))" />
                </ItemGroup>
                <PropertyGroup>
                  <Line>$(Number): @(Handed, ' '), own of '@(Mine->'%(NanoGptProvider)')'</Line>
                </PropertyGroup>
                <WriteLinesToFile File="handed.txt" Lines="$(Line)" />
              </Target>
            </Project>
            """);
        Write("all.proj", $"""
            <Project>
              <Target Name="All">
                {string.Concat(Cases.Select((one, number) => $"<MSBuild Projects=\"case.proj\" Targets=\"Tell\" Properties=\"Number={number};Globs={one.Globs.Replace(";", "%3b", StringComparison.Ordinal)};Own={one.Own}\" />"))}
              </Target>
            </Project>
            """);

        (await Shell.RunAsync(folder.FullName, "dotnet", "msbuild", "all.proj", "-nologo")).Succeeded();

        Assert.Equal(
            Cases.Select((one, number) => $"{number}: {one.Handed}, own of '{one.Own}'"),
            await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "handed.txt"), TestContext.Current.CancellationToken));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
