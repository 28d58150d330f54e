namespace NanoGpt.Emulator.Requests;

/// <summary>Reads the values of a request that determine its video.</summary>
internal static class RequestedVideo
{
    extension(WireRequest request)
    {
        public string Prompt => request.Text("prompt") ?? request.Text("script") ?? "";

        /// <summary>Gets the aspect ratio or size; null if the request contains none.</summary>
        public string? Shape => request.Text("aspect_ratio") ?? request.Text("orientation") switch
        {
            "landscape" => "16:9",
            "portrait" => "9:16",
            _ => request.Text("size") ?? request.Text("resolution"),
        };

        /// <summary>Returns the length in seconds in the request, or the default of the model.</summary>
        public int? Seconds(ModelInfo model)
        {
            var field = RequestChecker.DurationField(model);
            var length = field is null
                ? null
                : field.Fixed ?? request.Values.GetValueOrDefault(field.Name)?.Scalar ?? field.Default;
            return (length?.Kind == ScalarKind.Number ? length.Number : model.Price?.Seconds) is { } number
                ? (int)Math.Clamp(number, 1, 600)
                : null;
        }

        private string? Text(string field) => request.Values.GetValueOrDefault(field)?.Scalar?.Text;
    }
}
