namespace NanoGpt.Agents.Tests.Kit;

/// <summary>Reads the results of calls.</summary>
internal static class CallResults
{
    /// <summary>Returns the result of a call that was not refused.</summary>
    public static JsonElement Succeeded(this VideoCallResult result)
    {
        Assert.False(result.IsError, result.Value.GetRawText());
        return result.Value;
    }

    /// <summary>Returns the code of the error of a call that was refused.</summary>
    public static string ErrorCode(this VideoCallResult result)
    {
        Assert.True(result.IsError, result.Value.GetRawText());
        return result.Value.GetProperty("error").GetProperty("code").GetString()!;
    }

    public static string Message(this VideoCallResult result) =>
        result.Value.GetProperty("error").GetProperty("message").GetString()!;

    public static string Text(this JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
