namespace NanoGpt;

/// <summary>Somebody between the client and the connection tried to send a paid POST again. Not an HttpRequestException, which handlers like to retry.</summary>
internal sealed class RepeatedSendException() : InvalidOperationException(
    "A handler of the HttpClient tried to send the paid request a second time, which was refused: it could have been charged twice. "
    + "Take retries and hedging off this HttpClient, at least for POST.");
