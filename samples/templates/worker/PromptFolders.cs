namespace NanoGptWorker;

/// <summary>A prompt that is worked on. Its file's name is the state: the submission's id, then the name that the video will have.</summary>
internal sealed record PromptFile(string Path, Guid SubmissionId, string Name)
{
    private const string IdFormat = "D";
    private const int IdLength = 36;

    public static string NameOf(Guid submissionId, string name) => $"{submissionId.ToString(IdFormat)}-{name}.txt";

    /// <summary>Null for a file that this program has not put there.</summary>
    public static PromptFile? Of(string path)
    {
        var text = System.IO.Path.GetFileNameWithoutExtension(path);
        return text.Length > IdLength + 1 && Guid.TryParseExact(text[..IdLength], IdFormat, out var id)
            ? new PromptFile(path, id, text[(IdLength + 1)..])
            : null;
    }
}

/// <summary>
/// inbox/ to working/ to outbox/ or failed/. A prompt gets its submission id by the rename that claims it, before anything is sent:
/// whenever this program ends, what is in working/ is what was begun, under the id that the journal and the service know.
/// </summary>
internal sealed class PromptFolders
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time = TimeProvider.System;
    private readonly string inbox;
    private readonly string working;
    private readonly string outbox;
    private readonly string failed;

    public PromptFolders(IHostEnvironment host)
    {
        inbox = Folder("inbox");
        working = Folder("working");
        outbox = Folder("outbox");
        failed = Folder("failed");

        string Folder(string name) => Directory.CreateDirectory(Path.Combine(host.ContentRootPath, name)).FullName;
    }

    /// <summary>What was begun and has not ended, oldest first.</summary>
    public IReadOnlyList<PromptFile> Begun() =>
        [.. Directory.EnumerateFiles(working, "*.txt").Order(StringComparer.Ordinal).Select(PromptFile.Of).OfType<PromptFile>()];

    /// <summary>Takes the next prompt out of the inbox; null if there is none.</summary>
    public PromptFile? Claim()
    {
        // An empty or a fresh file may still be on its way.
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
        var path = Path.Combine(working, PromptFile.NameOf(id, name));
        file.MoveTo(path);
        return new PromptFile(path, id, name);
    }

    public string VideoOf(PromptFile prompt) => Path.Combine(outbox, prompt.Name + ".mp4");

    /// <summary>Puts the prompt beside its video.</summary>
    public void Finish(PromptFile prompt) => File.Move(prompt.Path, Path.Combine(outbox, prompt.Name + ".txt"), overwrite: true);

    /// <summary>Puts the prompt where it waits for people: move it back to the inbox to order it anew.</summary>
    public void Fail(PromptFile prompt, string reason)
    {
        File.WriteAllText(Path.Combine(failed, prompt.Name + ".error.txt"), reason + Environment.NewLine);
        File.Move(prompt.Path, Path.Combine(failed, prompt.Name + ".txt"), overwrite: true);
    }

    // No video and no prompt is ever replaced by another of the same name.
    private string FreeName(string name)
    {
        var begun = Begun().Select(prompt => prompt.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(IsFree);

        bool IsFree(string candidate) =>
            !begun.Contains(candidate)
            && !File.Exists(Path.Combine(outbox, candidate + ".mp4"))
            && !File.Exists(Path.Combine(failed, candidate + ".txt"));
    }
}
