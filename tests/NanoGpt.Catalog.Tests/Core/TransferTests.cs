using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Comparison;

namespace NanoGpt.Catalog.Tests;

public sealed class TransferTests
{
    [Fact]
    public void Create_FieldsThatTheOtherModelLacks_AreLost()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "Waves"), ("pro_mode", true), ("duration", 12));

        var transfer = RequestTransfer.Create(request, BuiltIn.Form("nanogpt/veo3-1-video"));

        Assert.Contains("pro_mode", transfer.Lost);
        Assert.Contains("Waves", transfer.Result.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SameModel_LosesNothing()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "Waves"), ("resolution", 1), ("duration", 8));

        var transfer = RequestTransfer.Create(request, request.Type);

        Assert.Empty(transfer.Lost);
        Assert.Equal(request.ToJson(), transfer.Result.ToJson());
        Assert.Equal(request.Validate(), transfer.Findings);
    }

    [Fact]
    public void Create_EveryPairWithOneModel_NeverThrows()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "Waves"), ("resolution", 1), ("duration", 8), ("pro_mode", true));

        Assert.All(BuiltIn.Forms, form => Assert.NotNull(RequestTransfer.Create(request, form).Result.ToJson()));
    }
}
