namespace NanoGpt.Emulator.Limits;

/// <summary>Limits the total memory of the request bodies of concurrent requests.</summary>
/// <param name="maxBytes">The maximum number of bytes, greater than 0.</param>
internal sealed class BodyBudget(long maxBytes)
{
    private long used;

    public long Used => Interlocked.Read(ref used);

    public Share Open() => new(this);

    private bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) <= maxBytes)
        {
            return true;
        }

        Interlocked.Add(ref used, -bytes);
        return false;
    }

    /// <summary>Represents the reservation of one request, which is released when it is disposed.</summary>
    internal sealed class Share(BodyBudget budget) : IDisposable
    {
        private long held;

        /// <summary>Reserves memory for a buffer that grows to a size.</summary>
        /// <returns>True if the memory is available; otherwise, false, and the reservation does not change.</returns>
        public bool TryGrowTo(long bytes)
        {
            if (bytes > held && !budget.TryTake(bytes - held))
            {
                return false;
            }

            held = Math.Max(held, bytes);
            return true;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref budget.used, -held);
            held = 0;
        }
    }
}
