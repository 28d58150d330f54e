namespace NanoGpt.Package.Tests.Kit;

/// <summary>A throw-away folder with projects that use the packed packages.</summary>
internal sealed class Consumer : IDisposable
{
    /// <summary>Codes under which the compiler only warns when a generator fails or is refused.</summary>
    private const string GeneratorFailures = "CS8785;CS8784;CS9057;CS8032";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-consumer-");

    /// <param name="feed">The packages.</param>
    /// <param name="models">What NanoGptModels says: most tests need one model, and compile much faster without the others. Empty: all.</param>
    public Consumer(PackedFeed feed, string models = "nanogpt/sora-2")
    {
        Directory.CreateDirectory(LocalFeed);
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{feed.Folder}" />
                <add key="local" value="{LocalFeed}" />
                <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
              </packageSources>
              <config><add key="globalPackagesFolder" value="{feed.PackagesFolder}" /></config>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        // Projects this small build in less time without a second process.
        Write("Directory.Build.rsp", "-maxCpuCount:1");
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <WarningsAsErrors>$(WarningsAsErrors);{GeneratorFailures}</WarningsAsErrors>
                <NanoGptVersion>{feed.Version}</NanoGptVersion>
                <NanoGptModels>{models}</NanoGptModels>
              </PropertyGroup>
            </Project>
            """);
    }

    private static string MachinePackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string Root => folder.FullName;

    /// <summary>For packages that a test makes itself.</summary>
    public string LocalFeed => PathOf("local-feed");

    public string PathOf(string path) => Path.Combine(Root, path);

    public Consumer Write(string path, string text)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    /// <summary>A console project with one reference to the generator's package.</summary>
    public Consumer Project(string framework = "net10.0", string properties = "", string items = "", string name = "App") =>
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <OutputType>Exe</OutputType>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NanoGpt.Codegen" Version="$(NanoGptVersion)" />
                {items}
              </ItemGroup>
            </Project>
            """);

    public Task<ShellResult> BuildAsync(string project = "App", params string[] more) =>
        Shell.RunAsync(Root, "dotnet", ["build", project, .. more]);

    public Task<ShellResult> RunAsync(string project = "App", string framework = "net10.0", params string[] arguments) =>
        Shell.RunAsync(Root, "dotnet", [Path.Combine(project, "bin", "Debug", framework, project + ".dll"), .. arguments]);

    public async Task<string> BuildAndRunAsync(string framework = "net10.0")
    {
        (await BuildAsync()).Succeeded();
        return (await RunAsync(framework: framework)).Succeeded().Output;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
