using System.Text;

namespace NanoGpt.Analyzers.Tests.Fixes;

/// <summary>A program with requests that break rules, written in different layouts and with comments and directives in many places.</summary>
internal sealed class RequestProgram
{
    private static readonly (string Type, string[] Assignments)[] Requests =
    [
        ("Sora2Request",
        [
            "Prompt = \"x\"", "Resolution = Sora2Resolution.R1792x1024", "ProMode = false", "Duration = (Sora2Duration)5",
            "Resolution = b ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p", "Image = ImageInput.FromFile(\"https://example.com/a.png\")",
        ]),
        ("Every2Request",
        [
            "Prompt = \"abc\"", "Script = \"abc\"", "Duration = 11", "Duration = 9", "Fps = 25", "Fps = 60", "Frames = 84", "Strength = 2", "Loop = b",
            "Quality = (Every2Quality)9", "Image = ImageInput.FromUrl(\"https://example.com/a.png\")", "Video = VideoInput.FromUrl(\"https://example.com/a.mp4\")",
            "LastFrame = ImageInput.FromUrl(\"https://example.com/b.png\")", "Audio = AudioInput.FromBytes(new byte[9], \"audio/mpeg\")", "Style = \"anime\"", "Seed = 7",
        ]),
        ("Old1Request", ["Prompt = \"x\"", "ProMode = true", "Gone = true"]),
    ];

    private readonly Random random;
    private readonly StringBuilder text = new("class C\n{\n");

    public RequestProgram(Random random, int requests = 2)
    {
        this.random = random;
        for (var i = 0; i < requests; i++)
        {
            AddMember(i);
        }

        text.Append("}\n");
    }

    public override string ToString() => text.ToString();

    private void AddMember(int number)
    {
        var (type, all) = Requests[random.Next(Requests.Length)];
        var required = all[0].StartsWith("Prompt", StringComparison.Ordinal) && type != "Every2Request" ? all[..1] : [];
        var chosen = all.Except(required).OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Concat(required)
            .DistinctBy(static assignment => assignment.Split(' ')[0]).OrderBy(_ => random.Next()).ToList();
        var target = random.Next(4) switch
        {
            0 => $"    {type} M{number}(bool b) => new()",
            1 => $"    object M{number}(bool b) => new {type}()",
            2 => $"    object M{number}(bool b) {{ var q = new {type}",
            _ => $"    VideoRequest M{number}(bool b) => new {type}",
        };
        text.Append(target);
        AddInitializer(chosen, random.Next(2) == 0);
        text.Append(target.Contains('{', StringComparison.Ordinal) ? "; return q; }" : ";").Append(Comment(endsLine: true)).Append('\n');
    }

    private void AddInitializer(List<string> assignments, bool hasLines)
    {
        var (open, indent, close) = hasLines ? ("\n    {\n", "        ", "\n    }") : (" {", " ", " }");
        text.Append(open);
        for (var i = 0; i < assignments.Count; i++)
        {
            var isLast = i == assignments.Count - 1;
            var isConditional = hasLines && !isLast && random.Next(5) == 0;
            text.Append(isConditional ? "#if !LATER\n" : "").Append(hasLines && random.Next(5) == 0 ? indent + "// about the next\n" : "");
            text.Append(indent).Append(random.Next(8) == 0 ? "/* before */ " : "").Append(assignments[i]).Append(Comment(endsLine: false));
            text.Append(!isLast || random.Next(3) == 0 ? "," : "").Append(Comment(hasLines));
            text.Append(hasLines && !isLast ? "\n" : "").Append(isConditional ? "#endif\n" : "");
        }

        text.Append(close);
    }

    private string Comment(bool endsLine) => random.Next(6) switch
    {
        0 => " /* after */",
        1 when endsLine => " // to the end",
        _ => "",
    };
}
