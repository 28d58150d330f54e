using NanoGpt.Extensions.AI.Functions;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Submits requests: once each, within the budgets, and after an approval where one is required.</summary>
internal sealed class SubmitOperation(
    ModelIndex index, RequestOperations requests, ServiceList services, SpendingLedger ledger, VideoToolOptions options)
{
    // States of an earlier call that has, or may have, a job.
    private static readonly SubmissionState[] MayHaveJob =
        [.. SubmissionTransitions.WithJob, SubmissionState.Sending, SubmissionState.Unknown];

    public Task<FunctionResult> SubmitAsync(ToolArguments arguments, VideoCall call, CancellationToken cancellationToken) =>
        SubmitAsync(index.Find(arguments.GetText("model")), arguments, call, cancellationToken);

    public async Task<FunctionResult> SubmitAsync(
        ModelDefinition model, ToolArguments arguments, VideoCall call, CancellationToken cancellationToken)
    {
        var request = requests.ReadValid(model, arguments);
        var given = arguments.FindText("request_id");
        var id = given is null ? Guid.NewGuid() : RequestIds.ToGuid(given);
        var service = services.Find(model.Provider);
        var client = service.OpenClient();
        var store = service.OpenStore();
        var video = request.ToRequest();
        var now = options.TimeProvider.GetUtcNow();
        var submission = SubmissionRecord.Plan(id, video, now) with { Budget = services.BudgetOf(now) };
        var earlier = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        ThrowIfForeign(submission, earlier);
        if (earlier is null || !MayHaveJob.Contains(earlier.State))
        {
            submission = submission with { Price = ledger.FindAmount(request) };
            await ApproveAsync(request, submission.Price.Value, call, cancellationToken).ConfigureAwait(false);
            await ReserveAsync(store, submission, cancellationToken).ConfigureAwait(false);
        }

        var job = await SendAsync(client, video, id, cancellationToken).ConfigureAwait(false);
        var record = await store.FindAsync(id, CancellationToken.None).ConfigureAwait(false) ?? submission;
        return new FunctionResult(JobView.Create(record, job.Cost));
    }

    private async Task ReserveAsync(ISubmissionStore store, SubmissionRecord submission, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.ReserveAsync(store, submission, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            throw InUse("belongs to another request");   // which was submitted since, such as during the approval
        }
    }

    private static void ThrowIfForeign(SubmissionRecord submission, SubmissionRecord? earlier)
    {
        if (earlier is not null && (earlier.Hash != submission.Hash || earlier.Extends is not null))
        {
            throw InUse("belongs to another request");
        }

        if (earlier is not null && earlier.Budget != submission.Budget && !MayHaveJob.Contains(earlier.State))
        {
            throw InUse("was used on another day or by another program, and has no job");
        }
    }

    private static ToolException InUse(string reason) =>
        new(ToolErrors.RequestIdInUse, $"The request_id {reason}: use a new one. Nothing was sent.");

    private static async Task ApproveAsync(
        PreparedRequest request, decimal amount, VideoCall call, CancellationToken cancellationToken)
    {
        if (call.ApproveAsync is { } approve)
        {
            var spending = new PlannedSpending(request.Model.Id, amount, CostView.Line(request), request.Body);
            if (await approve(spending, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                throw new ToolException(ToolErrors.NotApproved, $"{refusal} Nothing was sent.");
            }
        }
    }

    private static async Task<VideoJob> SendAsync(
        IVideoClient client, VideoRequest request, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await (client switch
            {
                INanoGptClient nanoGpt =>
                    nanoGpt.SubmitAsync(request, new SubmitOptions { SubmissionId = id }, cancellationToken),
                IVeniceClient venice => venice.SubmitAsync((VeniceRequest)request, id, cancellationToken),
                _ => throw new NotSupportedException($"{client.GetType().Name} accepts no submission id."),
            }).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            throw new ToolException(
                ToolErrors.RequestIdInUse, "Another call is sending the request: call get_job with its request_id.");
        }
    }
}
