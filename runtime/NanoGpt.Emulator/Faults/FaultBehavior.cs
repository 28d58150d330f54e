using System.Collections.Concurrent;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;

namespace NanoGpt.Emulator.Faults;

/// <summary>Makes the faults of a plan.</summary>
/// <param name="plan">What goes wrong.</param>
/// <param name="time">The emulator's clock; null for the system's.</param>
/// <param name="told">Told each fault as it is made; null for nobody.</param>
public sealed class FaultBehavior(IFaultPlan plan, TimeProvider? time = null, Action<InjectedFault>? told = null) : IEmulatorBehavior
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly ConcurrentQueue<InjectedFault> caused = [];

    /// <summary>All faults that were made so far.</summary>
    public IReadOnlyList<InjectedFault> InjectedFaults => [.. caused];

    /// <inheritdoc/>
    public bool ShouldReset(long connection)
    {
        var resets = plan.ShouldReset(connection);
        if (resets)
        {
            Note(new EmulatorCall(connection, "", "", "") { Route = EmulatorRoute.Connection }, FaultCatalog.ResetOnAccept);
        }

        return resets;
    }

    /// <inheritdoc/>
    public ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Fault = plan.For(call);
        if (call.Fault?.Instead is not { } instead)
        {
            return new((EmulatorResponse?)null);
        }

        Note(call, call.Fault);
        return new(instead(new FaultScene(call, time.GetUtcNow())));
    }

    /// <inheritdoc/>
    public ValueTask<EmulatorResponse> AfterAsync(EmulatorCall call, EmulatorResponse answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(answer);
        if (call.Fault?.Spoil is not { } spoil)
        {
            return new(answer);
        }

        var spoiled = Fits(call, answer) ? spoil(new FaultScene(call, time.GetUtcNow()), answer) : answer;
        if (spoiled != answer)
        {
            Note(call, call.Fault);
        }
        else
        {
            plan.NotApplied(call, call.Fault);
        }

        return new(spoiled);
    }

    // Venice gives JSON or a video under one address: what is said of one kind is not done to the other.
    private static bool Fits(EmulatorCall call, EmulatorResponse answer) =>
        call.Route != EmulatorRoute.Retrieve
        || (answer.ContentType == MediaEndpoint.VideoType
            ? RouteGroups.Files.All(call.Fault!.Routes.Contains) || call.Fault!.Routes is [EmulatorRoute.Retrieve]
            : call.Fault!.Routes.Contains(EmulatorRoute.Quote));

    private void Note(EmulatorCall call, Fault fault)
    {
        var made = new InjectedFault(call, fault);
        caused.Enqueue(made);
        told?.Invoke(made);
    }
}
