using System.Text.Json;

namespace NanoGpt.Orleans;

/// <summary>Reads requests from <see cref="SubmissionRecord.Request"/>, so that every silo can send them.</summary>
internal static class StoredRequest
{
    private const string Model = "model";

    /// <summary>Returns a request for the JSON of a valid request.</summary>
    /// <exception cref="InvalidOperationException">The text is not such JSON.</exception>
    public static RawVideoRequest Read(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "");
            var fields = new AdditionalFields();
            foreach (var property in document.RootElement.EnumerateObject().Where(static property => property.Name != Model))
            {
                fields.Add(property.Name, property.Value);
            }

            return new RawVideoRequest(document.RootElement.GetProperty(Model).GetString()!) { AdditionalFields = fields };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"The submission does not contain its request: plan it with {nameof(VideoJobs)}.{nameof(VideoJobs.StartAsync)}.",
                exception);
        }
    }
}
