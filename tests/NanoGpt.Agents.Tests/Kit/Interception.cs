namespace NanoGpt.Agents.Tests.Kit;

/// <summary>Loses the responses of the service to submissions, or waits before it processes them.</summary>
internal sealed class Interception : IEmulatorBehavior
{
    /// <summary>Gets or sets a value that indicates whether responses to submissions are lost.</summary>
    public bool LosesResponses { get; set; }

    /// <summary>Gets or sets the function that runs when a submission arrives.</summary>
    public Func<Task>? Arrived { get; set; }

    /// <summary>Gets or sets the function that runs when a submission is charged, before its response.</summary>
    public Func<Task>? Charged { get; set; }

    public async ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken)
    {
        if (call.Method == "POST" && Arrived is { } arrived)
        {
            await arrived();
        }

        return null;
    }

    public async ValueTask<EmulatorResponse> AfterAsync(
        EmulatorCall call, EmulatorResponse response, CancellationToken cancellationToken)
    {
        if (call.Method == "POST" && Charged is { } charged)
        {
            await charged();
        }

        return call.Method == "POST" && LosesResponses ? EmulatorResponse.Abort : response;
    }
}
