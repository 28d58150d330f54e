using NanoGpt.Cli.Output;
using NanoGpt.Cli.Requests;

namespace NanoGpt.Cli.Service;

/// <summary>Writes price and submission id before the request is sent: whatever happens afterwards, the job can be looked for by that id.</summary>
internal sealed class SubmissionNotice(CommandHost host, PreparedRequest request) : NanoGptObserver
{
    /// <inheritdoc/>
    public override void OnEvent(NanoGptEvent e)
    {
        if (e.Kind == NanoGptEventKind.Submitting)
        {
            host.Error.WriteLine($"{request.Model.Id}: price {CostView.Line(request)}; submission {e.SubmissionId}");
        }
    }
}
