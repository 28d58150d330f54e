using System.Text;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Tests;

public sealed class DirectoryFilesTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-");

    public DirectoryFilesTests()
    {
        Write("nanogpt/provider.yaml", TestDirectory.Provider);
        Write("nanogpt/fields.yaml", TestDirectory.Fields);
        Write("nanogpt/models/b.yaml", TestDirectory.Model("b", "modes: [text-to-video]"));
        Write("nanogpt/models/a.yaml", TestDirectory.Model("a", "modes: [text-to-video]"));
    }

    [Fact]
    public void BuiltIn_Directory_HoldsTheFilesOfTheRepository()
    {
        var files = DirectoryFiles.BuiltIn();
        Assert.Contains(files, file => file is { Provider: "nanogpt", Kind: FileKind.Provider, Path: "schema/nanogpt/provider.yaml" });
        Assert.Contains(files, file => file is { Provider: "nanogpt", Kind: FileKind.Model, Path: "schema/nanogpt/models/sora-2.yaml" });
        Assert.DoesNotContain(DirectoryFiles.BuiltInCatalog().Issues, issue => issue.Severity == Schema.Issues.IssueSeverity.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nanogpt")]
    public void Read_FolderOfProvidersOrOneProvider_GivesTheSameFiles(string folder)
    {
        var files = DirectoryFiles.Read(Path.Combine(root.FullName, folder));
        Assert.Equal(["provider.yaml", "fields.yaml", "a.yaml", "b.yaml"], files.Select(file => Path.GetFileName(file.Path)));
        Assert.All(files, file => Assert.Equal("nanogpt", file.Provider));
        Assert.Equal([FileKind.Provider, FileKind.Fields, FileKind.Model, FileKind.Model], files.Select(file => file.Kind));
    }

    [Fact]
    public void Read_InvalidUtf8_NamesLineAndColumn()
    {
        File.WriteAllBytes(InRoot("nanogpt/models/a.yaml"), [.. "id: a\ntitle: "u8, 0xE9, (byte)'\n']);
        var e = Assert.Throws<DirectoryReadException>(() => DirectoryFiles.Read(root.FullName));
        Assert.Equal((2, 8), (e.Line, e.Column));
        Assert.EndsWith("a.yaml(2,8): The file is not UTF-8.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ByteOrderMark_IsRemoved()
    {
        File.WriteAllText(InRoot("nanogpt/models/a.yaml"), "id: a\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("id: a\n", DirectoryFiles.Read(root.FullName).Single(file => file.Path.EndsWith("a.yaml", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public void Read_LinkToAFile_IsRefusedOutsideTheFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights on Windows.");
        File.CreateSymbolicLink(InRoot("nanogpt/models/c.yaml"), InRoot("nanogpt/models/a.yaml"));
        Assert.Equal(5, DirectoryFiles.Read(root.FullName).Count);
        File.CreateSymbolicLink(InRoot("nanogpt/models/d.yaml"), "/etc/hostname");
        Assert.Contains("leads out", Assert.Throws<DirectoryReadException>(() => DirectoryFiles.Read(root.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinkedFolderOutside_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights on Windows.");
        var other = Directory.CreateTempSubdirectory("nanogpt-other-");
        File.WriteAllText(Path.Combine(other.FullName, "x.yaml"), "id: x\n");
        Directory.Delete(InRoot("nanogpt/models"), recursive: true);
        Directory.CreateSymbolicLink(InRoot("nanogpt/models"), other.FullName);
        Assert.Throws<DirectoryReadException>(() => DirectoryFiles.Read(root.FullName));
        other.Delete(recursive: true);
    }

    [Fact]
    public void Read_MissingFolderOrProvider_IsNamed()
    {
        File.Delete(InRoot("nanogpt/provider.yaml"));
        Assert.Contains("contains neither YAML files nor provider.yaml", Assert.Throws<DirectoryReadException>(() => DirectoryFiles.Read(root.FullName)).Message, StringComparison.Ordinal);
        Assert.Contains("The folder does not exist.", Assert.Throws<DirectoryReadException>(() => DirectoryFiles.Read(InRoot("none"))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => root.Delete(recursive: true);

    private string InRoot(string path) => Path.Combine(root.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InRoot(path))!);
        File.WriteAllText(InRoot(path), text);
    }
}
