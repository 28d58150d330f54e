namespace NanoGpt.Emulator.Limits;

/// <summary>Bounds the memory of the request bodies that are held at the same time, all calls together.</summary>
/// <param name="maxBytes">The most bytes. Above 0.</param>
internal sealed class BodyBudget(long maxBytes)
{
    private long used;

    /// <summary>Gets the number of bytes that are taken now.</summary>
    public long Used => Interlocked.Read(ref used);

    /// <summary>Begins a call, which holds nothing yet.</summary>
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

    /// <summary>Represents what one call holds; disposing it gives all of it back.</summary>
    internal sealed class Share(BodyBudget budget) : IDisposable
    {
        private long held;

        /// <summary>Takes memory for a buffer that grows to a size.</summary>
        /// <returns>Whether that much was left. If it was not, nothing more is taken.</returns>
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
