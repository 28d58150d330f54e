namespace NanoGpt.Agents.Tests.Operations;

public class FileTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    [Fact]
    public async Task Files_InTheFolderOfMedia_BecomeDataUrls()
    {
        await using var agent = await StartAsync();
        await File.WriteAllBytesAsync(agent.PathOf("media/cat.png"), Png, TestContext.Current.CancellationToken);

        var result = (await ValidateAsync(agent, "cat.png")).Succeeded();

        Assert.True(result.GetProperty("is_valid").GetBoolean(), result.GetRawText());
    }

    [Theory]
    [InlineData("../outside/secret.png")]
    [InlineData("link.png")]
    [InlineData("folder/secret.png")]
    [InlineData("chain.png")]
    [InlineData("/etc/passwd")]
    [InlineData("media\0.png")]
    [InlineData("missing.png")]
    [InlineData("empty.png")]
    [InlineData(".")]
    public async Task Files_OutsideTheFolderOfMedia_AreRefused(string path)
    {
        await using var agent = await StartAsync();
        var outside = Directory.CreateDirectory(agent.PathOf("outside")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(outside, "secret.png"), Png, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(agent.PathOf("media/link.png"), Path.Combine(outside, "secret.png"));
        Directory.CreateSymbolicLink(agent.PathOf("media/folder"), outside);
        File.CreateSymbolicLink(agent.PathOf("media/chain.png"), agent.PathOf("media/folder/secret.png"));
        await File.WriteAllBytesAsync(agent.PathOf("media/empty.png"), [], TestContext.Current.CancellationToken);

        Assert.Equal("file_not_allowed", (await ValidateAsync(agent, path)).ErrorCode());
    }

    [Fact]
    public async Task Files_OutsideTheFolderOfMedia_AreNotToldApart()
    {
        await using var agent = await StartAsync();
        Directory.CreateDirectory(agent.PathOf("outside"));
        await File.WriteAllBytesAsync(agent.PathOf("outside/secret.png"), Png, TestContext.Current.CancellationToken);

        var present = await ValidateAsync(agent, "../outside/secret.png");
        var missing = await ValidateAsync(agent, "../outside/nobody.png");

        Assert.Equal(present.Message().Replace("secret", "nobody", StringComparison.Ordinal), missing.Message());
        Assert.DoesNotContain(agent.Folder, missing.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_TooLargeTogether_AreRefused()
    {
        await using var agent = await StartAsync();
        await using (var file = File.Create(agent.PathOf("media/large.png")))
        {
            file.SetLength(40_000_000);
        }

        var model = Models.Offered.First(static model => model.Fields.Any(IsListOfImages));
        var field = model.Fields.First(IsListOfImages).Name;
        var files = new Dictionary<string, string[]> { [field] = ["large.png", "large.png", "large.png"] };

        var result = await agent.CallAsync("validate_request", new { model = model.Id, request = new { prompt = "A tram" }, files });

        Assert.Equal("file_not_allowed", result.ErrorCode());
        Assert.Contains("together", result.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_NoFolderOfMedia_AreRefused()
    {
        await using var agent = await Agent.StartAsync();

        Assert.Equal("file_not_allowed", (await ValidateAsync(agent, "cat.png")).ErrorCode());
    }

    [Theory]
    [InlineData("../tram")]
    [InlineData("/tram")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".bashrc")]
    [InlineData("..")]
    [InlineData("a\0b")]
    [InlineData("taken")]
    [InlineData("dangling")]
    public async Task SaveVideo_NameThatLeavesTheFolderOrExists_IsRefused(string file)
    {
        await using var agent = await Agent.StartAsync();
        await agent.SubmitAsync("tram");
        await agent.CallAsync("wait_for_job", new { job = "tram" });
        await File.WriteAllTextAsync(agent.PathOf("taken.mp4"), "mine", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(agent.PathOf("dangling.mp4"), agent.PathOf("target"));

        var result = await agent.CallAsync("save_video", new { job = "tram", file });

        Assert.Equal("file_not_allowed", result.ErrorCode());
        Assert.Equal("mine", await File.ReadAllTextAsync(agent.PathOf("taken.mp4"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(agent.PathOf("target")));
        File.Delete(agent.PathOf("dangling.mp4"));
    }

    private static bool IsListOfImages(FieldInfo field) =>
        field is { Type: FieldType.Image, List: not null, Media.DataKey: not null };

    private static Task<Agent> StartAsync() => Agent.StartAsync(static agent => new VideoToolOptions
    {
        Budget = 5,
        MediaFolder = Directory.CreateDirectory(agent.PathOf("media")).FullName,
    });

    private static Task<VideoCallResult> ValidateAsync(Agent agent, string path) => agent.CallAsync(
        "validate_request", new { model = "sora-2", request = new { prompt = "It starts to rain" }, files = new { image = path } });
}
