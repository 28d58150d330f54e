using System.Text.Encodings.Web;
using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Page;

/// <summary>Writes the page as HTML. The texts of requests are encoded.</summary>
internal sealed class PageView(
    string origin, decimal initialBalance, bool hasFaults, IReadOnlyList<(string Method, string Path)> routes, JobStore store,
    IReadOnlyList<RequestLogEntry> requests, Func<EmulatorJob, int, string> linkOf)
{
    private const int MaxJobs = 20;
    private const int MaxPromptLength = 300;

    private readonly StringBuilder html = new();

    public string ToHtml()
    {
        html.Append("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>NanoGPT emulator</title>
            <link rel="stylesheet" href="/page.css">
            <script src="/page.js" defer></script>
            </head>
            <body>
            <header>
            <h1>NanoGPT emulator</h1>
            <p>This server emulates NanoGPT and Venice on this machine. It accepts any key and spends no money.</p>
            </header>
            <main>

            """);
        Endpoints();
        Faults();
        Section("balance", "Balance", Balances);
        Section("jobs", "Jobs", Jobs);
        Section("requests", "Requests received", Requests);
        html.Append("</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private void Section(string id, string title, Action content)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{id}-title\">{title}</h2>\n");
        content();
        html.Append("</section>\n");
    }

    private void Endpoints() => Section("endpoints", "Endpoints", () =>
    {
        html.Append("<pre>");
        html.Append(Encode($"export NANOGPT_BASE_URL={origin}\nexport VENICE_BASE_URL={origin}/api/v1"));
        html.Append("</pre>\n<details>\n<summary>All paths</summary>\n<ul class=\"paths\">\n");
        foreach (var (method, path) in routes)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><b>{method}</b> <code>{Encode(path)}</code></li>\n");
        }

        html.Append("</ul>\n</details>\n");
    });

    private void Faults() => Section("faults", "Faults", () =>
    {
        var (state, other, button) = hasFaults ? ("on", "off", "Switch faults off") : ("off", "on", "Switch faults on");
        html.Append("<form method=\"post\" action=\"/faults\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>Faults are <strong class=\"{state}\">{state}</strong>.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<button name=\"faults\" value=\"{other}\">{button}</button>\n</form>\n");
    });

    private void Balances()
    {
        html.Append(CultureInfo.InvariantCulture, $"<p>Each key starts with {Amount(initialBalance)} USD.</p>\n");
        var keys = store.Jobs.Select(job => job.Key).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count == 0)
        {
            return;
        }

        Table(["Key", "Balance"], keys.Select(key => new[] { Masked(key), $"{Amount(store.Balance(key))} USD" }));
    }

    private void Jobs()
    {
        var jobs = store.Jobs.Reverse().Take(MaxJobs).ToList();
        if (jobs.Count == 0)
        {
            html.Append("<p>No job has been submitted.</p>\n");
            return;
        }

        html.Append("<ol class=\"jobs\">\n");
        jobs.ForEach(Job);
        html.Append("</ol>\n");
    }

    private void Job(EmulatorJob job)
    {
        var state = State(job);
        html.Append("<li>\n<h3>");
        html.Append(CultureInfo.InvariantCulture, $"{Encode(job.Model)} <span class=\"{state}\">{state}</span></h3>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p><code>{Encode(job.RunId)}</code></p>\n<p>{Amount(job.Cost)} USD</p>\n");
        if (job.Request["prompt"] is JsonValue value && value.TryGetValue<string>(out var prompt))
        {
            var shown = prompt.Length > MaxPromptLength ? prompt[..MaxPromptLength] + "…" : prompt;
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"prompt\">{Encode(shown)}</p>\n");
        }

        if (state == "completed")
        {
            for (var number = 1; number <= job.Spec.Outputs; number++)
            {
                var (link, label) = (Encode(linkOf(job, number)), Encode($"Video {number} of {job.RunId}"));
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<video src=\"{link}\" aria-label=\"{label}\" controls preload=\"metadata\"></video>\n");
            }
        }

        html.Append("</li>\n");
    }

    private void Requests()
    {
        if (requests.Count == 0)
        {
            html.Append("<p>No request has been received.</p>\n");
            return;
        }

        Table(
            ["Time", "Request", "Status", "Fault"],
            requests.Select(entry => new[]
            {
                entry.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                $"{entry.Call.Method} {entry.Call.Path}",
                entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "connection broken",
                entry.Fault ?? "",
            }));
    }

    private void Table(string[] headings, IEnumerable<string[]> rows)
    {
        html.Append("<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead><tr>");
        foreach (var heading in headings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{heading}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td>{Encode(cell)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private string State(EmulatorJob job) => (store.StateOf(job), job.Outcome) switch
    {
        (JobState.InQueue, _) => "queued",
        (JobState.InProgress, _) => "running",
        (_, JobOutcome.Completed) => job.IsDeleted ? "deleted" : "completed",
        (_, JobOutcome.Canceled) => "canceled",
        _ => "failed",
    };

    private static string Amount(decimal amount) => Messages.Amount(amount);

    // Keys are secrets even if the emulator accepts any.
    private static string Masked(string key) => key.Length > 8 ? $"…{key[^4..]}" : "…";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
