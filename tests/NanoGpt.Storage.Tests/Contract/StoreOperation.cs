using FsCheck;
using FsCheck.Fluent;

namespace NanoGpt.Storage.Tests.Contract;

/// <summary>Represents an operation of a random sequence.</summary>
/// <param name="Kind">The method.</param>
/// <param name="Index">The index of the submission.</param>
/// <param name="State">The state to claim or to record.</param>
/// <param name="IsHeld">Whether the lease lasts; otherwise it ends at once.</param>
/// <param name="FencesBack">How many fences the operation's fence is old.</param>
public sealed record StoreOperation(StoreMethod Kind, int Index, SubmissionState State, bool IsHeld, int FencesBack)
{
    public const int Submissions = 3;

    /// <summary>Returns the same random sequences in every run.</summary>
    public static IEnumerable<StoreOperation[]> Sequences(int count, int length)
    {
        var states = Enum.GetValues<SubmissionState>();
        var operation =
            from kind in Gen.Elements(Enum.GetValues<StoreMethod>())
            from index in Gen.Choose(0, Submissions - 1)
            from state in Gen.Elements(states)
            from held in Gen.Elements(true, false)
            from back in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)))
            select new StoreOperation(kind, index, state, held, back);
        return operation.ArrayOf(length).Sample(length, new Rnd(20_260_824, 4_711), count);
    }
}

/// <summary>Specifies a method of <see cref="ISubmissionStore"/>.</summary>
public enum StoreMethod
{
    Plan,
    Claim,
    Renew,
    BeginSend,
    Record,
}
