using System.CommandLine.Completions;
using NanoGpt.Catalogs.Requests;

namespace NanoGpt.Cli.Requests;

/// <summary>Adds <c>MODEL field=value…</c> and <c>--request FILE</c> to a command.</summary>
internal sealed class RequestArguments
{
    private readonly CommandHost host;
    private readonly DirectoryOption directory = new();
    private readonly Argument<string> model = new("MODEL")
    {
        Description = "The model's id, such as sora-2, or provider/id",
        HelpName = "MODEL",
    };
    private readonly Argument<string[]> fields = new("FIELD=VALUE")
    {
        Description =
            $"The request: {FieldAssignment.Syntax}; media as {FieldAssignment.MediaSyntax}; a field that takes a list may "
                + "come several times",
        HelpName = "FIELD=VALUE",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> file = new("--request")
    {
        Description = "A JSON file to start from, with the wire's keys; - reads standard input",
        HelpName = "FILE",
    };

    /// <summary>Adds the arguments to a command.</summary>
    public RequestArguments(Command command, CommandHost host)
    {
        this.host = host;
        model.CompletionSources.Add(ModelIds);
        fields.CompletionSources.Add(Assignments);
        command.Arguments.Add(model);
        command.Arguments.Add(fields);
        command.Options.Add(file);
        command.Options.Add(directory);
    }

    /// <summary>Returns the request; writes its errors and returns null if it is invalid.</summary>
    public async Task<PreparedRequest?> PrepareAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (directory.Load(result, host) is not { } catalog
            || ModelLookup.Find(catalog, result.GetValue(model)!, host) is not { } spec)
        {
            return null;
        }

        var builder = new RequestBodyBuilder(spec);
        if (result.GetValue(file) is { } path)
        {
            builder.Start(path == "-"
                ? await host.Input.ReadToEndAsync(cancellationToken)
                : await File.ReadAllTextAsync(path, cancellationToken));
        }

        foreach (var word in result.GetValue(fields) ?? [])
        {
            builder.Set(FieldAssignment.Parse(word));
        }

        var request = new PreparedRequest(
            spec, catalog.Providers.FirstOrDefault(provider => provider.Id == spec.Provider)?.SubmissionId, builder.Build());
        return WriteProblems(request) ? request : null;
    }

    private bool WriteProblems(PreparedRequest request)
    {
        var problems = request.Problems.ToList();
        foreach (var (severity, code, message) in problems)
        {
            host.Error.WriteLine($"{severity}{(code is null ? "" : " " + code)}: {message}");
        }

        return problems.TrueForAll(static problem => problem.Severity != PreparedRequest.Error);
    }

    private IEnumerable<CompletionItem> ModelIds(CompletionContext context) =>
        Offered.Where(spec => spec.Status != ModelStatus.Removed).Select(spec => new CompletionItem(spec.Id, detail: spec.Title));

    private IEnumerable<CompletionItem> Assignments(CompletionContext context) =>
        // The token is used because a missing value is a parser error.
        context.ParseResult.GetResult(model)?.Tokens is [var id]
            && Offered.FirstOrDefault(spec => spec.Id == id.Value) is { } spec
            ? FieldNames.Settable(spec).SelectMany(field => Files(field, context.WordToComplete) ?? Suggestions(field))
            : [];

    // The files after "field@", which shells cannot complete because the word does not start with a path.
    private static IEnumerable<CompletionItem>? Files(FieldInfo field, string word)
    {
        var prefix = field.Name + "@";
        if (!word.StartsWith(prefix, StringComparison.Ordinal) || field is { Media: { DataKey: null } })
        {
            return null;
        }

        var path = word[prefix.Length..];
        var folder = path[..(path.LastIndexOf('/') + 1)];
        try
        {
            return new DirectoryInfo(folder.Length == 0 ? "." : folder).EnumerateFileSystemInfos($"{path[folder.Length..]}*")
                .OrderBy(item => item.Name, StringComparer.Ordinal)
                .Select(item => new CompletionItem($"{prefix}{folder}{item.Name}{(item is DirectoryInfo ? "/" : "")}"))
                .ToList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];   // the folder does not exist yet, or the word is not a path
        }
    }

    private static IEnumerable<CompletionItem> Suggestions(FieldInfo field) => field switch
    {
        { Type: FieldType.Boolean } => [new($"{field.Name}=true"), new($"{field.Name}=false")],
        { Values.IsEmpty: false } => field.Values.Select(value => new CompletionItem($"{field.Name}={value.Wire}")),
        { Media: { } media } => MediumText.Forms(media).Select(form => new CompletionItem(field.Name + form)),
        { Type: FieldType.Object } => [new($"{field.Name}:=")],
        _ => [new($"{field.Name}=")],
    };

    private static IEnumerable<ModelDefinition> Offered => DirectoryFiles.BuiltInCatalog().Models;
}
