namespace NanoGptWorker;

/// <summary>Represents a prompt in working/. Its file name consists of the submission id and the name of the video.</summary>
internal sealed record PromptFile(string Path, Guid SubmissionId, string Name)
{
    private const string IdFormat = "D";
    private const int IdLength = 36;

    public static string GetFileName(Guid submissionId, string name) => $"{submissionId.ToString(IdFormat)}-{name}.txt";

    /// <summary>Returns null for a file that this program did not create.</summary>
    public static PromptFile? Parse(string path)
    {
        var text = System.IO.Path.GetFileNameWithoutExtension(path);
        return text.Length > IdLength + 1 && Guid.TryParseExact(text[..IdLength], IdFormat, out var id)
            ? new PromptFile(path, id, text[(IdLength + 1)..])
            : null;
    }
}

/// <summary>
/// Moves prompts from inbox/ to working/, and then to outbox/ or failed/. The move to working/ assigns the submission id before
/// anything is sent, so after a crash working/ contains all prompts in progress, with the ids in the journal and at the service.
/// </summary>
internal sealed class PromptFolders
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time = TimeProvider.System;
    private readonly string inbox;
    private readonly string working;
    private readonly string outbox;
    private readonly string failed;

    /// <summary>Gets the folder that prompts are dropped into.</summary>
    public string Inbox => inbox;

    public PromptFolders(IHostEnvironment host)
    {
        inbox = Folder("inbox");
        working = Folder("working");
        outbox = Folder("outbox");
        failed = Folder("failed");

        string Folder(string name) => Directory.CreateDirectory(Path.Combine(host.ContentRootPath, name)).FullName;
    }

    /// <summary>Returns the prompts in working/, oldest first.</summary>
    public IReadOnlyList<PromptFile> Unfinished() =>
    [
        .. Directory.EnumerateFiles(working, "*.txt").Order(StringComparer.Ordinal).Select(PromptFile.Parse).OfType<PromptFile>(),
    ];

    /// <summary>Moves the next prompt from inbox/ to working/; returns null if there is none.</summary>
    public PromptFile? Claim()
    {
        // An empty or recent file may still be written.
        var settled = time.GetUtcNow().UtcDateTime - SettleTime;
        var file = new DirectoryInfo(inbox).EnumerateFiles("*.txt")
            .Where(file => file.Length > 0 && file.LastWriteTimeUtc <= settled)
            .MinBy(file => file.LastWriteTimeUtc);
        if (file is null)
        {
            return null;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        var name = FreeName(Path.GetFileNameWithoutExtension(file.Name));
        var path = Path.Combine(working, PromptFile.GetFileName(id, name));
        file.MoveTo(path);
        return new PromptFile(path, id, name);
    }

    public string GetVideoPath(PromptFile prompt) => Path.Combine(outbox, prompt.Name + ".mp4");

    /// <summary>Moves the prompt to its video in outbox/.</summary>
    public void Finish(PromptFile prompt) => File.Move(prompt.Path, Path.Combine(outbox, prompt.Name + ".txt"), overwrite: true);

    /// <summary>Moves the prompt to failed/. To order it again, move it to inbox/.</summary>
    public void Fail(PromptFile prompt, string reason)
    {
        File.WriteAllText(Path.Combine(failed, prompt.Name + ".error.txt"), reason + Environment.NewLine);
        File.Move(prompt.Path, Path.Combine(failed, prompt.Name + ".txt"), overwrite: true);
    }

    // No existing file is overwritten.
    private string FreeName(string name)
    {
        var unfinished = Unfinished().Select(prompt => prompt.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(IsFree);

        bool IsFree(string candidate) =>
            !unfinished.Contains(candidate)
            && !File.Exists(Path.Combine(outbox, candidate + ".mp4"))
            && !File.Exists(Path.Combine(failed, candidate + ".txt"));
    }
}
