using NanoGpt.Definitions;
using NanoGpt.Evaluation;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads from a request what the emulator needs to make a video.</summary>
internal static class RequestedVideo
{
    extension(WireRequest request)
    {
        public string Prompt => request.Text("prompt") ?? request.Text("script") ?? "";

        /// <summary>Gets the shape of the picture; null if the request does not say one.</summary>
        public string? Shape => request.Text("aspect_ratio") ?? request.Text("orientation") switch
        {
            "landscape" => "16:9",
            "portrait" => "9:16",
            _ => request.Text("size") ?? request.Text("resolution"),
        };

        /// <summary>Returns the length that the request asks for, or that the model assumes.</summary>
        public int? Seconds(ModelInfo model)
        {
            var field = RequestChecker.DurationField(model);
            var length = field is null ? null : field.Fixed ?? request.Values.GetValueOrDefault(field.Name)?.Scalar ?? field.Default;
            return (length?.Kind == ScalarKind.Number ? length.Number : model.Price?.Seconds) is { } number ? (int)Math.Clamp(number, 1, 600) : null;
        }

        private string? Text(string field) => request.Values.GetValueOrDefault(field)?.Scalar?.Text;
    }
}
