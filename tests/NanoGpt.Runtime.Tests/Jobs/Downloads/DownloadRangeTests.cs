using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>A video is saved only if it is whole and all its bytes are of one version, whatever the host responds.</summary>
public sealed class DownloadRangeTests : DownloadTest
{
    private enum Host
    {
        Whole,
        WholeThatBreaks,
        WholeOfOther,
        WholeOfOtherThatBreaks,
        WholeWithoutLengthThatBreaks,
        Rest,
        RestThatBreaks,
        RestWithoutTotal,
        RestWithoutLengthThatEndsEarly,
        ShortRange,
        ShortRangeWithoutTotal,
        RestOfOther,
        RestOfOtherWithoutTag,
        RestWithWeakTag,
        RangeThatBeginsEarlier,
        RangeWithoutContentRange,
        RestWithMoreBytes,
        RangeBeyondTotal,
        RangeOfOtherTotal,
        NotSatisfiable,
        Unavailable,
        NoConnection,
    }

    [Theory]
    [Trait("Row", "D24")]
    [InlineData(null)]
    [InlineData(6000)]
    public async Task DownloadAsync_SameVersionComesShorterThanItsFirstLength_IsRefused(int? length)
    {
        Answer(_ => Whole(breaksAfter: 7000));
        Answer([.. Enumerable.Repeat<Func<HttpRequestMessage, HttpResponseMessage>>(_ => Response(200, Video[..6000], length, Tag), 20)]);
        await Assert.ThrowsAsync<DownloadFailedException>(() => DownloadAsync());
        Assert.False(File.Exists(Target));
    }

    [Fact]
    [Trait("Row", "D24")]
    [Trait("Row", "D25")]
    public void DownloadAsync_AnyResponsesOfTheHost_SavesOneWholeVideoOrNone() => Prop.ForAll(
        Arb.From(Gen.Elements(Enum.GetValues<Host>()).ListOf(12)),
        answers =>
        {
            using var test = new TestClient();
            var target = Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".mp4");
            foreach (var host in answers.Concat(Enumerable.Repeat(Host.Rest, 12)))
            {
                Answer(test, request => Of(host, From(request)));
            }

            var download = ResultOf(test).DownloadAsync(target, null, Ct);
            var failure = Record.ExceptionAsync(() => download).GetAwaiter().GetResult();
            var file = File.Exists(target) ? File.ReadAllBytes(target) : null;
            return failure is null
                ? file is not null && (file.AsSpan().SequenceEqual(Video) || file.AsSpan().SequenceEqual(OtherVideo))
                : failure is DownloadFailedException && file is null;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [Trait("Row", "D24")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DownloadAsync_RangesShorterThanAsked_AreContinuedToTheFirstTotal(bool hasTotal)
    {
        Answer(_ => Whole(breaksAfter: 4000));
        for (var i = 0; i < 6; i++)
        {
            Answer(request => Range(
                From(request)!.Value, to: Math.Min(From(request)!.Value + 3000, Video.Length), hasTotal: hasTotal));
        }

        await DownloadAsync();
        await AssertSavedAsync();
        Assert.Equal(7, Media.Seen.Count);
    }

    [Fact]
    [Trait("Row", "D24")]
    public async Task DownloadAsync_MoreBytesThanTheFirstTotal_StartsOver()
    {
        Answer(
            _ => Whole(breaksAfter: 4000),
            request =>
            {
                var response = Range(From(request)!.Value);
                response.Content = new StreamContent(new MemoryStream([.. Video[4000..], .. new byte[500]]))
                { Headers = { ContentRange = response.Content.Headers.ContentRange } };
                return response;
            },
            request => From(request) is null ? Whole(OtherVideo, OtherTag) : Range(From(request)!.Value));
        await DownloadAsync();
        await AssertSavedAsync(OtherVideo);
    }

    [Fact]
    [Trait("Row", "D24")]
    public async Task DownloadAsync_BreakWithoutTotal_StartsOver()
    {
        Answer(
            _ => Response(200, Video[..4000], null, Tag, isBroken: true),
            request => From(request) is null ? Whole(OtherVideo, OtherTag) : Range(From(request)!.Value));
        await DownloadAsync();
        await AssertSavedAsync(OtherVideo);
    }

    [Fact]
    [Trait("Row", "D24")]
    public async Task DownloadAsync_VideoChangesWithEachResponse_Fails()
    {
        for (var i = 0; i < 100; i++)
        {
            var (bytes, tag) = (4000 + i, $"\"{i}\"");
            Answer(_ => Whole(tag: tag, breaksAfter: bytes));
        }

        Assert.True((await Assert.ThrowsAsync<DownloadFailedException>(() => DownloadAsync())).IsRetrySafe);
        Assert.Equal(5, Media.Seen.Count);
        Assert.False(File.Exists(Target));
    }

    [Theory]
    [Trait("Row", "D25")]
    [InlineData(OtherTag)]
    [InlineData("W/\"v1\"")]
    [InlineData(null)]
    public async Task DownloadAsync_RangeWithAnotherValidator_StartsOver(string? tag)
    {
        Answer(
            _ => Whole(breaksAfter: 4000),
            request => Range(From(request)!.Value, OtherVideo, tag),
            _ => Whole(OtherVideo, OtherTag));
        await DownloadAsync();
        await AssertSavedAsync(OtherVideo);
        Assert.DoesNotContain("Range", Media.Seen[2].Headers.Keys);
    }

    [Theory]
    [Trait("Row", "D25")]
    [InlineData(0, false)]    // two files can be written within one second
    [InlineData(1, true)]
    [InlineData(60, true)]
    public async Task DownloadAsync_LastModifiedOnly_IsContinuedIfItIsASecondOld(int age, bool isContinued)
    {
        var modified = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        Answer(
            _ => Dated(Whole(tag: null, breaksAfter: 4000)),
            request => Dated(From(request) is { } from ? Range(from, tag: null) : Whole(tag: null)));
        await DownloadAsync();
        await AssertSavedAsync();
        Assert.Equal(isContinued, Media.Seen[1].Headers.ContainsKey("Range"));
        Assert.Equal(isContinued ? "Fri, 20 Nov 2026 12:00:00 GMT" : null, Media.Seen[1].Headers.GetValueOrDefault("If-Range"));

        HttpResponseMessage Dated(HttpResponseMessage response)
        {
            response.Content.Headers.LastModified = modified;
            response.Headers.Date = modified.AddSeconds(age);
            return response;
        }
    }

    [Theory]
    [Trait("Row", "D25")]
    [InlineData("vid_1", "https://s.example.com/v.mp4?sig=another", true)]   // presigned queries change
    [InlineData("vid_2", Link, false)]
    [InlineData("vid_1", "https://s.example.com/w.mp4?sig=secret", false)]
    [InlineData("vid_1", "https://t.example.com/v.mp4?sig=secret", false)]
    public async Task DownloadAsync_PartOfAnEarlierCall_IsContinuedForTheSameVideoOnly(
        string runId, string link, bool isContinued)
    {
        await InterruptAsync(video: isContinued ? Video : OtherVideo);
        Answer(request => From(request) is { } from ? Range(from) : Whole());
        await DownloadAsync(link, runId);
        await AssertSavedAsync();
        Assert.Equal(isContinued ? "bytes=7000-" : null, Assert.Single(Media.Seen).Headers.GetValueOrDefault("Range"));
    }

    [Fact]
    [Trait("Row", "D25")]
    public async Task DownloadAsync_PartOfAnotherOutput_IsNotContinued()
    {
        await InterruptAsync(video: OtherVideo);
        Answer(request => From(request) is { } from ? Range(from) : Whole());
        await ResultOf(Test, copies: 2).DownloadOutputAsync(1, Target, cancellationToken: Ct);
        await AssertSavedAsync();
    }

    [Fact]
    [Trait("Row", "D25")]
    public async Task DownloadAsync_PartOfAnEarlierCall_NamesNeitherLinkNorJob()
    {
        await InterruptAsync();
        var sidecar = await File.ReadAllTextAsync(Part + ".json", Ct);
        Assert.All(
            ["vid_1", "example", "v.mp4", "secret"], text => Assert.DoesNotContain(text, sidecar, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "D24")]
    public async Task DownloadAsync_ServerErrorWhileContinuing_KeepsThePart()
    {
        Answer(_ => Whole(breaksAfter: 4000), _ => Response(503, [], 0, null), request => Range(From(request)!.Value));
        await Assert.ThrowsAsync<DownloadFailedException>(() => DownloadAsync());
        await DownloadAsync();
        await AssertSavedAsync();
        Assert.Equal("bytes=4000-", Media.Seen[2].Headers["Range"]);
    }

    private static HttpResponseMessage Of(Host host, int? from) => (host, from) switch
    {
        (Host.WholeThatBreaks, _) => Whole(breaksAfter: 5000),
        (Host.WholeOfOther, _) => Whole(OtherVideo, OtherTag),
        (Host.WholeOfOtherThatBreaks, _) => Whole(OtherVideo, OtherTag, breaksAfter: 6000),
        (Host.WholeWithoutLengthThatBreaks, _) => Response(200, Video[..3000], null, Tag, isBroken: true),
        (Host.NotSatisfiable, _) => Response(416, [], 0, null),
        (Host.Unavailable, _) => Response(503, [], 0, null),
        (Host.NoConnection, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "x"),
        (Host.Whole, _) or (_, null) => Whole(),
        (Host.Rest, { } at) => Range(at),
        (Host.RestThatBreaks, { } at) => Range(at, breaksAfter: Math.Min(1000, Video.Length - at)),
        (Host.RestWithoutTotal, { } at) => Range(at, hasTotal: false),
        (Host.RestWithoutLengthThatEndsEarly, { } at) => With(Range(at), Video[at..Math.Min(at + 1000, Video.Length)]),
        (Host.ShortRange, { } at) => Range(at, to: Math.Min(at + 1000, Video.Length)),
        (Host.ShortRangeWithoutTotal, { } at) => Range(at, to: Math.Min(at + 1000, Video.Length), hasTotal: false),
        (Host.RestOfOther, { } at) => Range(at, OtherVideo, OtherTag),
        (Host.RestOfOtherWithoutTag, { } at) => Range(at, OtherVideo, null),
        (Host.RestWithWeakTag, { } at) => Range(at, OtherVideo, "W/" + Tag),
        (Host.RangeThatBeginsEarlier, { } at) => Range(at - 1),
        (Host.RangeWithoutContentRange, { } at) => Response(206, Video[at..], Video.Length - at, Tag),
        (Host.RestWithMoreBytes, { } at) => With(Range(at), [.. Video[at..], 1, 2, 3]),
        (Host.RangeBeyondTotal, { } at) => Range(at, [.. Video, 1, 2, 3], hasTotal: false),
        (Host.RangeOfOtherTotal, { } at) => Range(at, [.. Video, 1, 2, 3]),
        _ => throw new ArgumentOutOfRangeException(nameof(host)),
    };

    // The same head and another body, in chunks.
    private static HttpResponseMessage With(HttpResponseMessage response, byte[] body)
    {
        var range = response.Content.Headers.ContentRange;
        response.Content = new StreamContent(new MemoryStream(body)) { Headers = { ContentRange = range } };
        response.Headers.TransferEncodingChunked = true;
        return response;
    }
}
