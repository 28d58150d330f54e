using NanoGpt.Extensions.AI.Functions;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Adds files of one folder to requests, as data URLs.</summary>
/// <param name="folder">The folder; null if no files may be sent.</param>
internal sealed class MediaFiles(string? folder)
{
    // The largest medium that a model of the directory accepts.
    private const long MaxBytes = 50_000_000;

    // Of one call: a list of paths can be long, and name one file many times.
    private const long MaxTotalBytes = 100_000_000;

    private const int MaxShownCharacters = 100;

    /// <summary>Adds files to a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="model">The model.</param>
    /// <param name="files">The path, or a list of paths, by the name of the field; null for none.</param>
    /// <exception cref="ToolException">A file is not in the folder, cannot be read, or the model does not accept it.</exception>
    public void AddTo(JsonObject body, ModelDefinition model, JsonObject? files)
    {
        var total = 0L;
        foreach (var (name, value) in files ?? [])
        {
            var field = model.Fields.FirstOrDefault(one => one.Name == name || one.KeysAndAliases.Contains(name));
            if (field?.Media?.DataKey is not { } key)
            {
                var accepted = model.Fields.Where(static one => one.Media?.DataKey is not null).Select(static one => one.Name);
                throw NotAllowed(
                    $"{model.Id} accepts no file as '{name}': it accepts {JoinOrNone(accepted)}.");
            }

            var paths = value is JsonArray list ? list.ToList() : [value];
            var data = new List<JsonNode?>();
            foreach (var path in paths)
            {
                data.Add(Read(field, PathOf(name, path), ref total));
            }

            body[key] = field.List is null && data is [var only] ? only : new JsonArray([.. data]);
        }
    }

    private static string JoinOrNone(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } all ? all : "none";

    private static string PathOf(string name, JsonNode? path) =>
        path is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text : throw new ToolException(ToolErrors.InvalidArguments, $"files.{name} must be a path, or a list of paths.");

    private string Read(FieldInfo field, string path, ref long total)
    {
        if (folder is null)
        {
            throw NotAllowed("No folder of media is configured: send a link.");
        }

        // Not opened before: a pipe or a device has no length, and opening it could block. One message for all reasons does not
        // tell which files exist outside.
        if (Resolve(folder, path) is not { } real
            || new FileInfo(real) is not { Exists: true, Length: > 0 and <= MaxBytes } file)
        {
            throw NotAllowed(
                $"'{Shorten(path)}' is not a file of at most {MaxBytes} bytes in the folder of media: use a path relative "
                + "to that folder.");
        }

        total += file.Length;
        if (total > MaxTotalBytes)
        {
            throw NotAllowed($"The files have more than {MaxTotalBytes} bytes together: send links.");
        }

        var type = MediaTypes.FromFileName(real, MediaTypes.PrefixOf(field.Type)) ?? throw NotAllowed(
            $"The media type of '{Shorten(path)}' is unknown: use a file with the usual extension of its format.");
        return $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(real))}";
    }

    private static string? Resolve(string folder, string path)
    {
        try
        {
            return path.Contains('\0', StringComparison.Ordinal) ? null : new ConfinedFolder(folder).Resolve(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;   // such as a folder that does not exist, or too many links
        }
    }

    private static string Shorten(string path) => path.Length <= MaxShownCharacters ? path : path[..MaxShownCharacters] + "…";

    private static ToolException NotAllowed(string message) => new(ToolErrors.FileNotAllowed, message);
}
