using System.Text.Json;

namespace NanoGpt.Clients;

/// <summary>Reads the list of models of a service.</summary>
internal static class ModelListReader
{
    public const int MaxBytes = 16 << 20;

    public static IReadOnlyList<LiveModel> Read(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        if (document?.RootElement.Find("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            throw ApiErrors.Unreadable(answer, "The list of models");
        }

        var models = new List<LiveModel>();
        foreach (var item in data.EnumerateArray())
        {
            if (item.Find("id").AsText() is { Length: > 0 } id)
            {
                var name = (item.Find("name") ?? item.Find("model_spec").Find("name")).AsCleanText(answer.Text);
                models.Add(new LiveModel(id, name, item.Find("description").AsCleanText(answer.Text), item.Clone()));
            }
        }

        return models;
    }
}
