using System.Text;
using NanoGpt.AspNetCore;
using StandardWebhooks;

namespace NanoGpt.Hosting.Tests.Webhooks;

/// <summary>The vectors and cases of the Standard Webhooks specification and its libraries.</summary>
public sealed class WebhookSignatureTests
{
    private const string SecretA = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string SecretB = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string SecretC = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Body = """{"test": 2432232314}""";
    private const string Valid = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Other = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    public static TheoryData<string, string, string, string, string> Vectors => new()
    {
        { SecretA, Id, Timestamp, Body, Valid },
        {
            SecretB, "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", "1649367553", """{"email":"test@example.com","username":"test_user"}""",
            "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="
        },
        { SecretA, Id, Timestamp, "", "v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A=" },
        { SecretA, Id, Timestamp, """{"test":2432232314}""", "v1,Vif40peJBP7Iyl0XGmu61n4MwdrcHov5CFREBpE0svs=" },
        { SecretA, Id, Timestamp, """{"name":"Zürich ✓"}""", "v1,MZ3IMb+N/gfep7XMIVKk8R7RaXvaHX4O5gs3g01y9dw=" },
        { SecretA, Id, "1614265331", Body, "v1,l6C9/1+N/lSU6+gfh+YEGqTK2aQ+k8nMEWDvvCgHh7U=" },
        { SecretC, Id, Timestamp, Body, "v1,O4Gjv1HqPqsMrjmczoggs/sWA8gZD0VyHG+fLh4+ktI=" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void IsValid_Vector_IsAccepted(string secret, string id, string timestamp, string body, string signature) =>
        Assert.True(IsValid(signature, secret, id, timestamp, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void IsValid_BodyThatIsNotText_IsAccepted() =>
        Assert.True(IsValid("v1,Hpm+Yu5hvZmVRErTZ3JGp/RT64YviODP3R7ixUqkLnc=", body: [0xFF, 0x00, 0xFE]));

    [Theory]
    [InlineData(Valid, true)]
    [InlineData(Other + " v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= " + Valid + " " + Other, true)]
    [InlineData("noComma v1,!!! " + Valid, true)]
    [InlineData(Other + " " + Other + " " + Other, false)]
    [InlineData("v1,", false)]
    [InlineData("v1,g0hM9", false)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd", false)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,TcxlhK9b6UD6iVI1ZU2tTqp8PEVfYRseNNfa6b+LcUg=", false)]   // the secret's text, not decoded, as the key
    [InlineData("", false)]
    public void IsValid_Header_FollowsTheSpecification(string signatures, bool isValid) =>
        Assert.Equal(isValid, IsValid(signatures));

    [Theory]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJeK", Timestamp, Body)]
    [InlineData(Id, "1614265331", Body)]
    [InlineData(Id, Timestamp, """{"test": 2432232315}""")]
    public void IsValid_AnyPartChanged_IsRefused(string id, string timestamp, string body) =>
        Assert.False(IsValid(Valid, id: id, timestamp: timestamp, body: Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void IsValid_SignatureOfAnotherLibrary_IsAccepted()
    {
        var time = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var signature = new StandardWebhook(SecretC).Sign(Id, time, Body);

        Assert.True(IsValid(signature, SecretC, timestamp: $"{time.ToUnixTimeSeconds()}"));
    }

    [Theory]
    [InlineData("1614265330", 1614265330L)]
    [InlineData("1614265330.0", null)]
    [InlineData("-1614265330", null)]
    [InlineData("+1614265330", null)]
    [InlineData(" 1614265330", null)]
    [InlineData("161426533a", null)]
    [InlineData("9999999999999999", null)]
    [InlineData("", null)]
    public void ReadTimestamp_Header_IsAWholeNumberOrNull(string header, long? timestamp) =>
        Assert.Equal(timestamp, WebhookSignature.ReadTimestamp(header));

    [Theory]
    [InlineData(SecretA, 24)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 24)]
    [InlineData(SecretC, 32)]
    [InlineData("whsec_", null)]
    [InlineData("whsec_c2hvcnQ=", null)]
    [InlineData("whsec_not base64", null)]
    public void ReadSecret_Text_IsTheDecodedKeyOrNull(string secret, int? length) =>
        Assert.Equal(length, WebhookSignature.ReadSecret(secret)?.Length);

    private static bool IsValid(
        string signatures, string secret = SecretA, string id = Id, string timestamp = Timestamp, byte[]? body = null) =>
        WebhookSignature.IsValid(
            id, timestamp, signatures, body ?? Encoding.UTF8.GetBytes(Body), [WebhookSignature.ReadSecret(secret)!]);
}
