using System.Text.Json;

namespace NanoGpt;

/// <summary>One allowed, or for an open set known, value of a field.</summary>
public sealed class ValueInfo
{
    internal ValueInfo(string member, string wire, bool isDisputed)
    {
        Member = member;
        Wire = wire;
        IsDisputed = isDisputed;
        Encoded = JsonText.Encode(wire);
    }

    /// <summary>The C# name: <c>R1792x1024</c>; for numbers and open sets the same as <see cref="Wire"/>.</summary>
    public string Member { get; }

    /// <summary>As the wire spells it, without the field's suffix: <c>1792x1024</c>, <c>5</c>.</summary>
    public string Wire { get; }

    /// <summary>Whether only some sources allow it.</summary>
    public bool IsDisputed { get; }

    internal JsonEncodedText Encoded { get; }

    /// <inheritdoc/>
    public override string ToString() => Member;
}
