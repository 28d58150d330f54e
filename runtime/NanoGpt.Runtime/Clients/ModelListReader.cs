namespace NanoGpt.Clients;

/// <summary>Reads the list of models of a service.</summary>
internal static class ModelListReader
{
    public const int MaxBytes = 16 << 20;

    public static IReadOnlyList<LiveModel> Read(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        if (document?.RootElement.Find("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            throw ApiErrors.Unreadable(response, "The list of models");
        }

        var models = new List<LiveModel>();
        foreach (var item in data.EnumerateArray())
        {
            if (item.Find("id").AsText() is { Length: > 0 } id)
            {
                var name = (item.Find("name") ?? item.Find("model_spec").Find("name")).AsCleanText(response.Text);
                models.Add(new LiveModel(id, name, item.Find("description").AsCleanText(response.Text), item.Clone()));
            }
        }

        return models;
    }
}
