using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace NanoGpt.Hosting;

/// <summary>Writes the operations and events of a client to logs, metrics and traces.</summary>
internal sealed class HostObserver(ILogger logger, string provider, Uri server) : NanoGptObserver
{
    public override IDisposable? Begin(NanoGptOperation operation, string? model, VideoJob? job)
    {
        var name = operation switch
        {
            NanoGptOperation.Submit => "generate_content",
            NanoGptOperation.Reconcile => "reconcile",
            _ => "download",
        };
        var activity = NanoGptTelemetry.Source.StartActivity(model is null ? name : $"{name} {model}", ActivityKind.Client);
        activity?.SetTag("gen_ai.operation.name", name);
        activity?.SetTag("gen_ai.provider.name", provider);
        activity?.SetTag("gen_ai.output.type", "video");
        activity?.SetTag("gen_ai.request.model", model);
        activity?.SetTag("server.address", server.Host);
        activity?.SetTag("server.port", server.Port);
        activity?.SetTag("gen_ai.response.id", job?.RunId);
        return activity;
    }

    public override void OnEvent(NanoGptEvent e)
    {
        Measure(e);
        Log(e);
    }

    private void Measure(NanoGptEvent e)
    {
        var activity = Activity.Current is { } current && current.Source == NanoGptTelemetry.Source ? current : null;
        switch (e.Kind)
        {
            case NanoGptEventKind.Submitting:
                activity?.SetTag("gen_ai.conversation.id", e.SubmissionId?.ToString());
                break;

            case NanoGptEventKind.Accepted:
                activity?.SetTag("gen_ai.response.id", e.RunId);
                activity?.SetTag("nanogpt.video.cost", (double?)e.Cost);
                Duration(e, null);
                if (e.Cost is { } cost)
                {
                    NanoGptTelemetry.Cost.Record((double)cost, Provider, Model(e), new("nanogpt.currency", e.Currency ?? "USD"));
                }

                break;

            case NanoGptEventKind.Rejected or NanoGptEventKind.NotSent or NanoGptEventKind.OutcomeUnknown:
                var error = e.Error?.GetType().Name ?? e.Kind.ToString();
                activity?.SetTag("error.type", error);
                activity?.SetStatus(ActivityStatusCode.Error);
                Duration(e, error);
                if (e.Kind == NanoGptEventKind.OutcomeUnknown)
                {
                    NanoGptTelemetry.Unknown.Add(1, Provider, Model(e));
                }

                break;

            case NanoGptEventKind.Waiting when e.Duration is { } wait:
                NanoGptTelemetry.Wait.Record(wait.TotalSeconds, Provider);
                break;

            case NanoGptEventKind.StatusChanged or NanoGptEventKind.JobEnded:
                NanoGptTelemetry.Transitions.Add(1, Provider, Model(e), new("nanogpt.job.status", e.Status?.ToString()));
                break;
        }
    }

    private void Duration(NanoGptEvent e, string? error)
    {
        var tags = new TagList { { "gen_ai.operation.name", "generate_content" }, Provider, Model(e) };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        NanoGptTelemetry.Duration.Record(e.Duration?.TotalSeconds ?? 0, tags);
    }

    // Several clients of a host share the instruments.
    private KeyValuePair<string, object?> Provider => new("gen_ai.provider.name", provider);

    private static KeyValuePair<string, object?> Model(NanoGptEvent e) => new("gen_ai.request.model", e.Model);

    private static string Charge(NanoGptEvent e) => HostLog.Charge(e.Cost, e.Currency);

    private void Log(NanoGptEvent e)
    {
        var reason = e.Detail ?? e.Error?.Message;
        switch (e.Kind)
        {
            case NanoGptEventKind.Accepted: HostLog.Accepted(logger, e.SubmissionId, e.Model, e.RunId, Charge(e)); break;
            case NanoGptEventKind.Rejected: HostLog.Rejected(logger, e.SubmissionId, e.Model, reason); break;
            case NanoGptEventKind.NotSent: HostLog.NotSent(logger, e.SubmissionId, e.Model, reason); break;
            case NanoGptEventKind.OutcomeUnknown: HostLog.OutcomeUnknown(logger, e.SubmissionId, e.Model, reason); break;
            case NanoGptEventKind.Waiting: HostLog.Waiting(logger, e.Duration); break;
            case NanoGptEventKind.Reconciled: HostLog.Reconciled(logger, e.SubmissionId, e.RunId); break;
            case NanoGptEventKind.NotFound: HostLog.NotFound(logger, e.SubmissionId, reason); break;
            case NanoGptEventKind.StillUnresolved: HostLog.StillUnresolved(logger, e.SubmissionId, reason); break;
            case NanoGptEventKind.StatusChanged: HostLog.StatusChanged(logger, e.RunId, e.Status); break;
            case NanoGptEventKind.JobEnded: HostLog.JobEnded(logger, e.RunId, e.Model, e.Status, Charge(e)); break;
            case NanoGptEventKind.PollFailed: HostLog.PollFailed(logger, e.RunId, reason); break;
            case NanoGptEventKind.Downloaded: HostLog.Downloaded(logger, e.RunId); break;
            case NanoGptEventKind.UnknownStatus: HostLog.UnknownStatus(logger, e.RunId, e.Detail); break;
            case NanoGptEventKind.StatusRegressed: HostLog.StatusRegressed(logger, e.RunId); break;
            case NanoGptEventKind.DuplicateSubmission: HostLog.DuplicateSubmission(logger, e.SubmissionId, e.RunId); break;
            case NanoGptEventKind.UnexpectedResponse: HostLog.UnexpectedResponse(logger, e.RunId); break;
            case NanoGptEventKind.JournalFailed: HostLog.JournalFailed(logger, e.SubmissionId, e.Error); break;
            case NanoGptEventKind.JournalLinesSkipped: HostLog.JournalLinesSkipped(logger, reason); break;
        }
    }
}
