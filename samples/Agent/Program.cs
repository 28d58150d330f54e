// An agent generates a video within a budget. It makes a mistake, reads the finding, repairs its request, asks for approval and
// saves the video. It runs offline: the service is an emulator, and ScriptedModel takes the place of a language model. Any other
// IChatClient works the same.

using Agent;
using Microsoft.Extensions.AI;
using NanoGpt;
using NanoGpt.Emulator;
using NanoGpt.Extensions.AI;

var folder = Directory.CreateDirectory(args.FirstOrDefault() ?? "agent-output").FullName;

// 1. The service, and the store that keeps what was spent.
await using var emulator = await NanoGptEmulator.StartAsync();
using var store = new JournalSubmissionStore(Path.Combine(folder, "agent.jsonl"));
using var client = new NanoGptClient("local", new()
{
    BaseAddress = emulator.BaseAddress,
    AllowInsecureLoopback = true,       // the emulator uses http
    AllowPrivateDownloadHosts = true,   // and serves videos from the loopback address
    PollInterval = TimeSpan.FromMilliseconds(250),
    SubmissionStore = store,
});

// 2. The tools, with a budget.
using var tools = new VideoTools(client, store, new VideoToolOptions
{
    Budget = 5,
    MaxCostPerJob = 3,
    OutputFolder = folder,
});
var options = new ChatOptions { Tools = VideoTools.WithApproval(tools.Functions) };

// 3. The conversation. What costs money comes back as a request for approval.
using var model = new ScriptedModel();
using var chat = new ChatClientBuilder(model).UseFunctionInvocation().Build();
List<ChatMessage> messages = [new(ChatRole.User, "Make a video of a tram in the rain, and save it.")];
var response = await chat.GetResponseAsync(messages, options);
while (Approvals.Find(response) is { Count: > 0 } requests)
{
    messages.AddRange(response.Messages);
    messages.Add(new ChatMessage(ChatRole.User, [.. requests.Select(Approvals.Ask)]));
    response = await chat.GetResponseAsync(messages, options);
}

Console.WriteLine(response.Text);
Console.WriteLine($"Jobs paid: {emulator.PaidJobs}.");
return emulator.PaidJobs == 1 && Directory.EnumerateFiles(folder, "*.mp4").Any() ? 0 : 1;
