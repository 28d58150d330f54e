using System.Net;
using System.Net.Sockets;

namespace NanoGpt.Evaluation;

/// <summary>Distinguishes addresses of the public internet from loopback, private, link-local and other special ones.</summary>
public static class PublicAddress
{
    // IPv4 blocks that are not part of the public internet (IANA special-purpose registry): first address and prefix length.
    private static readonly (uint First, int Bits)[] SpecialBlocks =
    [
        (0x00000000, 8),    // this network
        (0x0A000000, 8),    // private
        (0x64400000, 10),   // carrier-grade NAT
        (0x7F000000, 8),    // loopback
        (0xA9FE0000, 16),   // link-local; includes cloud metadata services
        (0xAC100000, 12),   // private
        (0xC0000000, 24),   // protocol assignments
        (0xC0000200, 24),   // documentation
        (0xC0A80000, 16),   // private
        (0xC6120000, 15),   // benchmarks
        (0xC6336400, 24),   // documentation
        (0xCB007100, 24),   // documentation
        (0xE0000000, 3),    // multicast and reserved
    ];

    /// <summary>Returns whether an address is part of the public internet.</summary>
    /// <param name="address">The address.</param>
    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? IsPublic4(address.GetAddressBytes()) : IsPublic6(address);

    private static bool IsPublic4(ReadOnlySpan<byte> bytes)
    {
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        foreach (var (first, bits) in SpecialBlocks)
        {
            if ((number ^ first) >> (32 - bits) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPublic6(IPAddress address)
    {
        ReadOnlySpan<byte> bytes = address.GetAddressBytes();

        // An address that contains an IPv4 address is as public as that.
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic4(bytes.Slice(12));
        }

        if (bytes.Slice(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]))   // NAT64
        {
            return IsPublic4(bytes.Slice(12));
        }

        if (bytes[0] == 0x20 && bytes[1] == 0x02)   // 6to4
        {
            return IsPublic4(bytes.Slice(2, 4));
        }

        // Only 2000::/3 is allocated; in it, 2001::/23 (Teredo and others) and 2001:db8::/32 are special.
        return bytes[0] >> 5 == 1
            && !(bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] < 0x02 || (bytes[2] == 0x0D && bytes[3] == 0xB8)));
    }
}
