using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Extensions.AI.Functions;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Contains all functions with their descriptions.</summary>
internal static class FunctionTable
{
    private const string ModelPrefix = "generate_";

    // Clients accept names of letters, digits, - and _, of at most 64 characters.
    private const int MaxNameLength = 64;

    private static readonly ToolParameter Model =
        new("model", ParameterKind.Text, "The id of the model, such as sora-2, or provider/id.") { IsRequired = true };

    private static readonly ToolParameter Request =
        new("request", ParameterKind.Object, "The request, as describe_model describes it.") { IsRequired = true };

    private static readonly ToolParameter Files = new(
        "files", ParameterKind.Object,
        "Media that are files: the path, or a list of paths, by the name of the field, such as {\"image\": \"cat.png\"}.");

    private static readonly ToolParameter RequestId = new(
        "request_id", ParameterKind.Text,
        "Your own id of this video. A repeated call with the same id returns the first job and does not pay again.");

    private static readonly ToolParameter Job =
        new("job", ParameterKind.Text, "The id of the job, or the request_id of its submission.") { IsRequired = true };

    public static IReadOnlyList<VideoFunction> Create(
        ModelOperations models, RequestOperations requests, SubmitOperation submit, JobOperations jobs, SpendingLedger ledger,
        TimeSpan maxWait) =>
    [
        Read("find_models", "Find video models", "Finds video models, the cheapest first. All filters are optional.",
            ToolJson.Default.ModelList, FindParameters, models.Find),
        Read("describe_model", "Describe a model",
            "Returns the page of a model with its rules and prices, the JSON Schema of its requests, and an example.",
            ToolJson.Default.ModelDescription, [Model], models.Describe),
        Read("validate_request", "Validate a request",
            "Checks a request and estimates its price, without sending it. Findings contain repairs. Call it before you submit.",
            ToolJson.Default.ValidationResult, [Model, Request, Files], requests.Validate),
        Read("estimate_cost", "Estimate the cost", "Estimates the price of a request, without sending it.",
            ToolJson.Default.EstimateResult, [Model, Request, Files], requests.Estimate),
        new(
            new FunctionInfo(
                "submit_video", "Generate a video",
                "Submits a request to generate a video. SPENDS MONEY, once. Returns the job, which takes minutes: wait for it.",
                ToolJson.Default.JobResult)
            {
                Parameters = [Model, Request, Files, RequestId],
                CostsMoney = true,
                UsesService = true,
            },
            submit.SubmitAsync),
        new(
            new FunctionInfo("get_job", "Get a job", "Returns the status of a job.", ToolJson.Default.JobResult)
            {
                Parameters = [Job],
                IsReadOnly = true,
                IsIdempotent = true,
                UsesService = true,
            },
            (arguments, _, cancellationToken) => jobs.GetAsync(arguments, cancellationToken)),
        new(
            new FunctionInfo(
                "wait_for_job", "Wait for a job",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Waits until a job has ended, at most {maxWait.TotalSeconds:0} seconds. Call it again if it has not ended."),
                ToolJson.Default.JobResult)
            {
                Parameters = [Job, new("seconds", ParameterKind.Number, "The maximum time to wait.")],
                IsReadOnly = true,
                IsIdempotent = true,
                UsesService = true,
            },
            jobs.WaitAsync),
        new(
            new FunctionInfo(
                "save_video", "Save a video", "Saves the videos of a completed job to new files.", ToolJson.Default.SaveResult)
            {
                Parameters =
                [
                    Job, new("file", ParameterKind.Text, "The name of the file without a folder; the id of the job if left out."),
                ],
                UsesService = true,
            },
            (arguments, _, cancellationToken) => jobs.SaveAsync(arguments, cancellationToken)),
        new(
            new FunctionInfo("list_jobs", "List jobs", "Returns the submissions, the last first.", ToolJson.Default.JobList)
            {
                Parameters = [new("limit", ParameterKind.Number, "The maximum number; 20 if left out.")],
                IsReadOnly = true,
                IsIdempotent = true,
            },
            (arguments, _, cancellationToken) => jobs.ListAsync(arguments, cancellationToken)),
        new(
            new FunctionInfo(
                "budget", "Show the budget", "Returns what may be spent, what is spent, and what is reserved.",
                ToolJson.Default.BudgetResult)
            {
                IsReadOnly = true,
                IsIdempotent = true,
            },
            async (_, _, cancellationToken) =>
                new FunctionResult(await ledger.GetStateAsync(cancellationToken).ConfigureAwait(false))),
    ];

    /// <summary>Creates the function of one model. Its request is nested, because chat models reject rules at the top.</summary>
    public static VideoFunction CreateOf(ModelDefinition model, ModelIndex index, SubmitOperation submit) => new(
        new FunctionInfo(
            NameOf(model), $"Generate a video with {model.Title}",
            $"{model.Summary} Submits a request. SPENDS MONEY, once. Returns the job: call wait_for_job.",
            ToolJson.Default.JobResult)
        {
            Parameters =
            [
                Request with
                {
                    Description = "The request.",
                    CreateSchema = () => ModelSchema.CreateJson(model, index.ProviderOf(model)),
                },
                Files, RequestId,
            ],
            CostsMoney = true,
            UsesService = true,
        },
        (arguments, call, cancellationToken) => submit.SubmitAsync(model, arguments, call, cancellationToken));

    private static ToolParameter[] FindParameters { get; } =
    [
        new("text", ParameterKind.Text, "Words that the texts of the model contain."),
        new("mode", ParameterKind.Text, "What the model does, such as text-to-video, image-to-video or lipsync."),
        new("input", ParameterKind.Text, "A medium that a request can contain, such as image, audio, video or references."),
        new("resolution", ParameterKind.Text, "The resolution, such as 1080p."),
        new("aspect_ratio", ParameterKind.Text, "The aspect ratio, such as 9:16."),
        new("seconds", ParameterKind.Number, "The duration for which prices are compared."),
        new("sound", ParameterKind.Flag, "true for models that generate sound."),
        new("max_price", ParameterKind.Number, "The maximum price of the cheapest such video, in USD."),
        new("limit", ParameterKind.Number, "The maximum number of models; 10 if left out."),
    ];

    private static VideoFunction Read(
        string name, string title, string description, System.Text.Json.Serialization.Metadata.JsonTypeInfo result,
        IReadOnlyList<ToolParameter> parameters, Func<ToolArguments, FunctionResult> operation) => new(
        new FunctionInfo(name, title, description, result)
        {
            Parameters = parameters,
            IsReadOnly = true,
            IsIdempotent = true,
        },
        (arguments, _, _) => Task.FromResult(operation(arguments)));

    // An id can have dots and slashes.
    private static string NameOf(ModelDefinition model)
    {
        var name = ModelPrefix + string.Concat(model.Id.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        name = model.Provider == ProviderIds.NanoGpt ? name : $"{name}_{model.Provider}";
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }
}
