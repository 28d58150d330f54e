using System.Collections.Concurrent;
using NanoGpt.Emulator.Endpoints;

namespace NanoGpt.Emulator.Faults;

/// <summary>Selects the faults to inject.</summary>
public interface IFaultPlan
{
    /// <summary>Returns the fault of a request; null for none. It is called once for each request.</summary>
    Fault? Select(EmulatorCall call);

    /// <summary>Receives a selected fault that was not applicable to the response and was not injected.</summary>
    void NotApplied(EmulatorCall call, Fault fault)
    {
        // Most plans have no state to restore.
    }

    /// <summary>Returns whether a connection, counted from 1, is reset immediately after it is accepted.</summary>
    bool ShouldReset(long connection) => false;
}

/// <summary>Injects the faults of a plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="time">The clock of the emulator; null for the system clock.</param>
/// <param name="onInjected">A callback that receives each injected fault; null for none.</param>
public sealed class FaultBehavior(
    IFaultPlan plan, TimeProvider? time = null, Action<InjectedFault>? onInjected = null) : IEmulatorBehavior
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly ConcurrentQueue<InjectedFault> injected = [];

    /// <summary>Gets the faults that were injected so far.</summary>
    public IReadOnlyList<InjectedFault> InjectedFaults => [.. injected];

    /// <inheritdoc/>
    public bool ShouldReset(long connection)
    {
        if (!plan.ShouldReset(connection))
        {
            return false;
        }

        Record(new EmulatorCall(connection, "", "", "") { Route = EmulatorRoute.Connection }, FaultCatalog.ResetOnAccept);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Fault = plan.Select(call);
        if (call.Fault?.Before is not { } respond)
        {
            return new((EmulatorResponse?)null);
        }

        Record(call, call.Fault);
        return new(respond(new FaultScene(call, time.GetUtcNow())));
    }

    /// <inheritdoc/>
    public ValueTask<EmulatorResponse> AfterAsync(
        EmulatorCall call, EmulatorResponse response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(response);
        if (call.Fault is not { After: { } change } fault)
        {
            return new(response);
        }

        var changed = IsApplicable(call, fault, response) ? change(new FaultScene(call, time.GetUtcNow()), response) : response;
        if (changed != response)
        {
            Record(call, fault);
        }
        else
        {
            plan.NotApplied(call, fault);
        }

        return new(changed);
    }

    /// <inheritdoc/>
    public IReadOnlyList<WebhookDelivery> Deliver(EmulatorCall call, WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Fault = plan.Select(call);
        if (call.Fault?.Deliver is not { } deliver)
        {
            return [delivery];
        }

        Record(call, call.Fault);
        return deliver(delivery);
    }

    // Venice returns JSON or a video under one path: a fault of one kind is not applied to the other.
    private static bool IsApplicable(EmulatorCall call, Fault fault, EmulatorResponse response) =>
        call.Route != EmulatorRoute.Retrieve
        || (response.ContentType == MediaEndpoint.VideoType
            ? RouteGroups.Files.All(fault.Routes.Contains) || fault.Routes is [EmulatorRoute.Retrieve]
            : fault.Routes.Contains(EmulatorRoute.Quote));

    private void Record(EmulatorCall call, Fault fault)
    {
        var record = new InjectedFault(call, fault);
        injected.Enqueue(record);
        onInjected?.Invoke(record);
    }
}
