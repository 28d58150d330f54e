namespace NanoGpt.Catalogs.Requests;

/// <summary>Creates a request that is sent as its JSON.</summary>
public static class RawRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="provider">The id of the provider.</param>
    /// <param name="model">The id of the model.</param>
    /// <param name="json">The body. Its model is ignored.</param>
    public static VideoRequest Create(string provider, string model, string json)
    {
        var fields = new AdditionalFields();
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject().Where(static member => member.Name != "model"))
        {
            fields.Add(member.Name, member.Value);
        }

        return provider == ProviderIds.Venice
            ? new RawVeniceRequest(model) { AdditionalFields = fields }
            : new RawVideoRequest(model) { AdditionalFields = fields };
    }
}
