using FsCheck.Fluent;
using NanoGpt.Evaluation;

namespace NanoGpt.Model.Tests;

public sealed class DataUrlHeaderTests
{
    private const string Head = "data:image/png;base64,";

    [Fact]
    public void DataLength_AnyBytes_IsTheirNumber() => Properties.Check(Prop.ForAll<byte[]>(bytes =>
    {
        var data = Convert.ToBase64String(bytes);
        return DataUrlHeader.DataLength(Head + data, Head.Length) == bytes.Length
            && DataUrlHeader.EncodedLength(bytes.Length) == data.Length;
    }), 200);

    [Theory]
    [InlineData("QUI")]
    [InlineData("QU I=")]
    [InlineData("QUJD\n===")]
    [InlineData("QUJ\n")]
    [InlineData("QU-_")]
    [InlineData("QU=D")]
    [InlineData("Q===")]
    [InlineData("====")]
    public void DataLength_NotStandardBase64_IsNull(string data) => Assert.Null(DataUrlHeader.DataLength(Head + data, Head.Length));
}
