using System.Runtime.Versioning;
using System.Text;
using NanoGpt.Directories.Editing;

namespace NanoGpt.Directories.Tests.Editing;

public sealed class FileBatchTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Write_AllKindsOfChanges_AreMadeWithoutLeftovers()
    {
        FileBatch.Write(Changes());
        Assert.Equal(["changed=new", "deep/er/made=new", "kept=old", "other=new"], Content());
    }

    [Fact]
    public void Write_AnyStepFails_ChangesNoFile()
    {
        var steps = Steps(Changes());
        for (var failing = 0; failing < steps; failing++)
        {
            var before = Content();
            var changes = Changes();
            var disk = new FailingDisk { FailAt = failing };
            if (Record.Exception(() => FileBatch.Write(changes, disk)) is { } failure)
            {
                Assert.IsType<IOException>(failure);
                Assert.Equal(before, Content());
            }
            else
            {
                // Only what tidies up may fail in silence, and then the work is done.
                Assert.Equal("delete", disk.Failed);
                Assert.Equal(["changed=new", "deep/er/made=new", "kept=old", "other=new"], Content(ignoreLeftovers: true));
            }

            Clear();
        }
    }

    [Fact]
    public void Write_DiskFailsForGood_OldContentIsKeptAndNamed()
    {
        var steps = Steps(Changes());
        var named = 0;
        for (var failing = 0; failing < steps; failing++)
        {
            var changes = Changes();
            var failure = Record.Exception(() => FileBatch.Write(changes, new FailingDisk { FailAt = failing, ForEver = true }));
            foreach (var file in new[] { "changed", "gone", "other" })
            {
                var path = Path.Combine(root.FullName, file);
                if (failure is not null && (!File.Exists(path) || File.ReadAllText(path) != "old"))
                {
                    var copy = Assert.Single(Directory.GetFiles(root.FullName, file + ".*.old"));
                    Assert.Equal("old", File.ReadAllText(copy));
                    Assert.Contains(copy, failure.Message, StringComparison.Ordinal);
                    named++;
                }
            }

            Clear();
        }

        Assert.NotEqual(0, named);
    }

    [Fact]
    public void Write_FileChangedMeanwhile_IsNotOverwritten()
    {
        var changes = Changes();
        File.WriteAllText(Path.Combine(root.FullName, "other"), "theirs");
        var failure = Assert.Throws<IOException>(() => FileBatch.Write(changes));
        Assert.Contains("other was changed by another process", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["changed=old", "gone=old", "kept=old", "other=theirs"], Content());
    }

    [Fact]
    public void Write_FileCreatedMeanwhile_IsNotOverwritten()
    {
        var changes = Changes();
        var made = Path.Combine(root.FullName, "deep/er/made");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, "theirs");
        Assert.Throws<IOException>(() => FileBatch.Write(changes));
        Assert.Equal(["changed=old", "deep/er/made=theirs", "gone=old", "kept=old", "other=old"], Content());
    }

    [Fact]
    public void Write_SamePathTwice_IsRefusedBeforeWriting()
    {
        var changes = Changes();
        Assert.Throws<ArgumentException>(() => FileBatch.Write([.. changes, changes[0] with { After = "x"u8.ToArray() }]));
        Assert.Equal(["changed=old", "gone=old", "kept=old", "other=old"], Content());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Write_LinkOrFileMode_IsKept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links and rights are told apart here as Unix does.");
        var changes = Changes();
        var target = Path.Combine(root.FullName, "changed");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var link = Path.Combine(root.FullName, "link");
        File.CreateSymbolicLink(link, target);
        FileBatch.Write([changes[0] with { Path = link }]);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(target));
    }

    [Fact]
    public void Write_EditsOfSeveralFiles_KeepByteOrderMarksAndLineEndings()
    {
        var one = Write("one", "\uFEFFa: 1\r\nb: 2\r\n");
        var two = Write("two", "a: 1\n");
        FileBatch.Write(FileChange.FromEdits([new TextEdit(one, 3, 1, "x\ny"), new TextEdit(two, 0, 1, "z"), new TextEdit(one, 9, 1, "3")]));
        Assert.Equal("\uFEFFa: x\r\ny\r\nb: 3\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(one)));
        Assert.Equal("z: 1\n", File.ReadAllText(two));
    }

    [Fact]
    public void Of_EditWithoutEffect_IsNoChange() =>
        Assert.Empty(FileChange.FromEdits([new TextEdit(Write("one", "a: 1\n"), 0, 1, "a")]));

    private FileChange[] Changes()
    {
        Write("kept", "old");
        return
        [
            new(Write("changed", "old"), "old"u8.ToArray(), "new"u8.ToArray()),
            new FileChange(Path.Combine(root.FullName, "deep/er/made"), null, "new"u8.ToArray()),
            new FileChange(Write("gone", "old"), "old"u8.ToArray(), null),
            new(Write("other", "old"), "old"u8.ToArray(), "new"u8.ToArray()),
        ];
    }

    private int Steps(FileChange[] changes)
    {
        var disk = new FailingDisk();
        FileBatch.Write(changes, disk);
        Clear();
        return disk.Steps;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(root.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void Clear()
    {
        foreach (var entry in root.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        Changes();
    }

    private List<string> Content(bool ignoreLeftovers = false) =>
        [.. root.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !ignoreLeftovers || file.Extension is not (".old" or ".new"))
            .Select(file => $"{Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/')}={File.ReadAllText(file.FullName)}")
            .Order(StringComparer.Ordinal)];

    /// <summary>A disk of which one step fails, or everything from one step on.</summary>
    private sealed class FailingDisk : FileSystem
    {
        public int FailAt { get; init; } = int.MaxValue;

        public bool ForEver { get; init; }

        public int Steps { get; private set; }

        public string? Failed { get; private set; }

        public override byte[]? Read(string path)
        {
            Step("read");
            return base.Read(path);
        }

        public override void Write(string path, ReadOnlySpan<byte> content, string? like)
        {
            // A full disk shows after some bytes.
            if (Steps == FailAt)
            {
                base.Write(path, content[..1], like);
            }

            Step("write");
            base.Write(path, content, like);
        }

        public override void Rename(string from, string to)
        {
            Step("rename");
            base.Rename(from, to);
        }

        public override void Delete(string path)
        {
            Step("delete");
            base.Delete(path);
        }

        public override void CreateFolder(string path)
        {
            Step("folder");
            base.CreateFolder(path);
        }

        private void Step(string name)
        {
            var step = Steps++;
            if (step == FailAt || (ForEver && step > FailAt))
            {
                Failed = name;
                throw new IOException("The disk is broken.");
            }
        }
    }
}
