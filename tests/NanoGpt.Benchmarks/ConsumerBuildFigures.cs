using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NanoGpt.Benchmarks;

/// <summary>
/// What the package costs the people who add it: CPU of a clean build with it and without, in turn, every process counted.
/// </summary>
internal static partial class ConsumerBuildFigures
{
    private const int Pairs = 9;
    private const int ChildrenOfThisProcess = -1;

    private const string Program = """Console.WriteLine("a consumer");""";

    public static void Measure(Report report)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Consumer build: skipped, CPU of child processes is read with Linux' getrusage.");
            return;
        }

        var root = Directory.CreateTempSubdirectory("nanogpt-build-figures-").FullName;
        try
        {
            var version = $"0.1.0-bench.{Guid.NewGuid():n}";
            Pack(root, version);
            var without = Project(root, "Without", "");
            var with = Project(root, "With", $"""<PackageReference Include="NanoGpt.Codegen" Version="{version}" />""");

            Build(without);
            Build(with);
            var bare = new List<double>();
            var extra = Sample.Median(Pairs, () =>
            {
                bare.Add(CpuSeconds(() => Build(without)));
                return CpuSeconds(() => Build(with)) - bare[^1];
            });

            // How fast the machine is, for who compares the next figure with another one's.
            report.Figure("Clean build without the package", bare.Order().ElementAt(bare.Count / 2), "s CPU");
            report.Figure("Clean build with the package, more than without", extra, "s CPU", atMost: 1.2);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Pack(string root, string version)
    {
        foreach (var project in new[] { "schema/NanoGpt.Model", "runtime/NanoGpt.Runtime", "generator/NanoGpt.Codegen" })
        {
            Run(
                Repository.Root, "pack", project, "-c", "Release", "-o", Path.Combine(root, "feed"), $"-p:Version={version}",
                $"-p:ArtifactsPath={Path.Combine(root, "artifacts")}");
        }
    }

    private static string Project(string root, string name, string reference)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Path.Combine(root, "feed")}" /><add key="nuget.org" value="https://api.nuget.org/v3/index.json" /></packageSources>
              <config><add key="globalPackagesFolder" value="{Path.Combine(root, "packages")}" /></config>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """);
        Run(folder, "restore");
        return folder;
    }

    private static void Build(string folder) => Run(folder, "build", "--no-restore", "-t:Rebuild", "-m:1", "-p:UseSharedCompilation=false", "-nodeReuse:false");

    private static void Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{output}");
        }
    }

    /// <summary>CPU of the processes that an action starts and waits for.</summary>
    internal static double CpuSeconds(Action action)
    {
        var before = ChildrenCpuSeconds();
        action();
        return ChildrenCpuSeconds() - before;
    }

    private static double ChildrenCpuSeconds()
    {
        // struct rusage: two timevals (user, system), then fourteen longs that are not needed here.
        Span<long> usage = stackalloc long[18];
        if (GetResourceUsage(ChildrenOfThisProcess, ref MemoryMarshal.GetReference(usage)) != 0)
        {
            throw new InvalidOperationException("getrusage failed.");
        }

        return usage[0] + (usage[1] / 1e6) + usage[2] + (usage[3] / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);
}
