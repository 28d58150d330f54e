using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Tests.Wording;

public sealed class FieldViewTests
{
    [Fact]
    public void Allowed_ExclusiveAndSmallBounds_AreThoseOfMessages()
    {
        var field = new FieldInfo
        {
            Name = "strength", Property = "Strength", Type = FieldType.Number, Wire = new WireInfo { Name = "strength" },
            Min = 0, Max = 0.0000001m, IsMinExclusive = true,
        };

        Assert.Equal("more than 0 and at most 0.0000001", FieldView.Allowed(field));
    }
}
