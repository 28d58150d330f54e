using System.Diagnostics;
using System.Net.Sockets;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Tests;

/// <summary>Only regular files are opened, because opening a pipe without a writer blocks forever.</summary>
[Trait("Row", "Y24")]
public sealed class SpecialFileTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-");

    public SpecialFileTests()
    {
        Directory.CreateDirectory(InRoot("nanogpt/models"));
        File.WriteAllText(InRoot("nanogpt/provider.yaml"), TestDirectory.Provider);
        File.WriteAllText(InRoot("nanogpt/fields.yaml"), TestDirectory.Fields);
        File.WriteAllText(InRoot("nanogpt/models/a.yaml"), TestDirectory.Model("a", "modes: [text-to-video]"));
    }

    [Theory]
    [InlineData("provider.yaml")]
    [InlineData("fields.yaml")]
    [InlineData("models/a.yaml")]
    [InlineData("models/b.yaml")]
    public async Task Read_Pipe_IsReportedAtItsPathAndNotOpened(string name)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "needs mkfifo");
        var path = InRoot("nanogpt/" + name);
        File.Delete(path);
        using (var mkfifo = Process.Start("/usr/bin/mkfifo", [path]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        AssertEmptyDocument(path);
    }

    [Fact]
    public void Read_LinkToAPipeOrSocket_IsReportedAtItsPathAndNotOpened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sockets are no files there.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(InRoot("nanogpt/socket")));
        File.CreateSymbolicLink(InRoot("nanogpt/models/b.yaml"), InRoot("nanogpt/socket"));
        AssertEmptyDocument(InRoot("nanogpt/models/b.yaml"));
    }

    [Fact]
    public void Read_EmptyFile_IsReportedAtItsPath()
    {
        File.WriteAllText(InRoot("nanogpt/models/b.yaml"), "");
        AssertEmptyDocument(InRoot("nanogpt/models/b.yaml"));
    }

    [Theory]
    [InlineData("fields.yaml")]
    [InlineData("models/b.yaml")]
    public void Read_FolderNamedLikeAFile_IsReportedAtItsPath(string name)
    {
        File.Delete(InRoot("nanogpt/" + name));
        Directory.CreateDirectory(InRoot("nanogpt/" + name));
        var e = Assert.Throws<DirectoryReadException>(() => DirectoryFiles.Read(root.FullName));
        Assert.Equal((InRoot("nanogpt/" + name), "This is a folder, and a file is expected under this name."), (e.Path, e.Reason));
    }

    public void Dispose() => root.Delete(recursive: true);

    // Also shows that the reading ends: the test would hang if it did not.
    private void AssertEmptyDocument(string path)
    {
        var files = DirectoryFiles.Read(root.FullName);
        Assert.Equal("", files.Single(file => file.Path == path).Text);
        Assert.Contains(ModelDirectory.Load(files).Issues, issue => issue.Path == path && issue.Rule.Id == "NGPT012");
    }

    private string InRoot(string path) => Path.Combine(root.FullName, path);
}
