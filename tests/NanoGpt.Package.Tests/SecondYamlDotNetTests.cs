using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Another package in the same compiler may bring its own YamlDotNet.dll. This is why ours has another name.</summary>
public sealed class SecondYamlDotNetTests(PackedFeed feed)
{
    [Fact]
    public async Task Package_AnotherGeneratorWithItsOwnYamlDotNet_LoadsBesideOurs()
    {
        using var consumer = new Consumer(feed);
        await PackNeighbourAsync(consumer);
        consumer
            .Project(items: """<PackageReference Include="Neighbour" Version="1.0.0" />""")
            .Write("App/Program.cs", """
                using NanoGpt.Models;

                Console.WriteLine(new Sora2Request { Prompt = "x" }.ToJson());
                Console.WriteLine(Neighbour.YamlVersion);
                """);

        var output = await consumer.BuildAndRunAsync();

        Assert.Contains("""{"model":"sora-2","prompt":"x"}""", output, StringComparison.Ordinal);
        Assert.Contains("YamlDotNet, Version=15.", output, StringComparison.Ordinal);
    }

    private static async Task PackNeighbourAsync(Consumer consumer)
    {
        consumer
            .Write("Neighbour/Neighbour.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>netstandard2.0</TargetFramework>
                    <LangVersion>latest</LangVersion>
                    <Version>1.0.0</Version>
                    <IncludeBuildOutput>false</IncludeBuildOutput>
                    <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
                    <NoWarn>$(NoWarn);NU5128;RS1036;RS1041;RS1042</NoWarn>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.8.0" PrivateAssets="all" />
                    <PackageReference Include="YamlDotNet" Version="15.3.0" PrivateAssets="all" GeneratePathProperty="true" />
                    <None Include="$(OutputPath)Neighbour.dll" Pack="true" PackagePath="analyzers/dotnet/cs" />
                    <None Include="$(PkgYamlDotNet)/lib/netstandard2.0/YamlDotNet.dll" Pack="true" PackagePath="analyzers/dotnet/cs" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Neighbour/NeighbourGenerator.cs", """
                using Microsoft.CodeAnalysis;

                [Generator]
                public sealed class NeighbourGenerator : IIncrementalGenerator
                {
                    public void Initialize(IncrementalGeneratorInitializationContext context) =>
                        context.RegisterPostInitializationOutput(output =>
                        {
                            var yaml = new YamlDotNet.Core.Parser(new System.IO.StringReader("a: b"));
                            yaml.MoveNext();
                            output.AddSource("Neighbour.g.cs",
                                $"static class Neighbour {{ public const string YamlVersion = \"{yaml.GetType().Assembly.FullName}\"; }}");
                        });
                }
                """);
        (await Shell.RunAsync(consumer.Root, "dotnet", "pack", "Neighbour", "-c", "Debug", "-o", consumer.LocalFeed)).Succeeded();
    }
}
