using System.Collections.Concurrent;

namespace NanoGpt.Runtime.Tests.Kit;

public sealed class EventList : NanoGptObserver
{
    public ConcurrentQueue<NanoGptEvent> Events { get; } = [];

    public override void OnEvent(NanoGptEvent e) => Events.Enqueue(e);
}
