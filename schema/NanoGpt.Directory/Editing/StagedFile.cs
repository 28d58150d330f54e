namespace NanoGpt.Directories.Editing;

/// <summary>Represents one file of a batch, its staged new content and the backup of its old content.</summary>
internal sealed class StagedFile
{
    private readonly FileChange change;
    private readonly FileSystem disk;
    private readonly string next;
    private readonly string previous;
    private bool committed;
    private bool keepsCopy;

    public StagedFile(FileChange change, FileSystem disk)
    {
        this.change = change;
        this.disk = disk;

        // A symbolic link is kept; its target is changed.
        var file = new FileInfo(Path.GetFullPath(change.Path));
        Target = (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)!).FullName;
        var stamp = Guid.NewGuid().ToString("N")[..8];
        next = $"{Target}.{stamp}.new";
        previous = $"{Target}.{stamp}.old";
    }

    public string Target { get; }

    public void Stage()
    {
        CheckUnchanged();
        if (change.Before is null)
        {
            disk.CreateFolder(Path.GetDirectoryName(Target)!);
        }
        else if (change.After is not null)
        {
            disk.Write(previous, change.Before, like: Target);
        }

        if (change.After is { } content)
        {
            disk.Write(next, content, like: change.Before is null ? null : Target);
        }
    }

    public void Commit()
    {
        CheckUnchanged();
        if (change.After is null)
        {
            disk.Rename(Target, previous);
        }
        else
        {
            disk.Rename(next, Target);
        }

        committed = true;
    }

    /// <summary>Restores the old content. Returns a description of the lost content if that fails; otherwise null.</summary>
    public string? Restore()
    {
        if (!committed)
        {
            return null;
        }

        try
        {
            if (change.Before is null)
            {
                disk.Delete(Target);
            }
            else
            {
                disk.Rename(previous, Target);
            }

            committed = false;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            keepsCopy = true;
            return change.Before is null ? $"{Target} (new)" : $"{Target} (its content is in {previous})";
        }
    }

    public void Clean()
    {
        TryDelete(next);
        if (!keepsCopy)
        {
            TryDelete(previous);
        }
    }

    private void CheckUnchanged()
    {
        var now = disk.Read(Target);
        if (now is null != change.Before is null || (now is not null && !now.AsSpan().SequenceEqual(change.Before)))
        {
            throw new IOException($"{change.Path} was changed by another process: nothing was written. Run the command again.");
        }
    }

    private void TryDelete(string path)
    {
        try
        {
            disk.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
