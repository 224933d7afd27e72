package io.leme.gateway.meta;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address of version 4 or 6, without a zone.
///
/// @param address with its bytes; its name is never asked for
public record IpAddress(InetAddress address) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern VERSION_4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern VERSION_6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int GROUPS = 8;

    /// Reads an address as Go does; one of version 4 that is written as one of version 6 is none.
    public static Optional<IpAddress> parse(String text) {
        return literal(text)
                .filter(found -> !text.contains(":") || found instanceof Inet6Address)
                .map(IpAddress::new);
    }

    /// Whether this is an address in either way of writing.
    public static boolean isLiteral(String text) {
        return literal(text).isPresent();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            if (VERSION_4.matcher(text).matches()) {
                return Optional.of(Inet4Address.ofLiteral(text));
            }
            return text.contains(":") && VERSION_6_CHARACTERS.matcher(text).matches()
                    ? Optional.of(Inet6Address.ofLiteral(text))
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// 4 or 6.
    public int family() {
        return address instanceof Inet4Address ? 4 : 6;
    }

    /// How many bits an address of this family has.
    public int bits() {
        return address.getAddress().length * Byte.SIZE;
    }

    /// Neither unspecified nor local nor for many.
    public boolean isGlobalUnicast() {
        boolean broadcast = toString().equals("255.255.255.255");

        return !broadcast
                && !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress();
    }

    /// As RFC 5952 writes it: the longest run of at least two zeros is left out.
    @Override
    public String toString() {
        if (family() == 4) {
            return address.getHostAddress();
        }
        String[] groups = address.getHostAddress().split(":", -1);
        int from = 0;
        int longest = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end].equals("0")) {
                end++;
            }
            if (end - start > longest) {
                longest = end - start;
                from = start;
            }
        }
        if (longest == 1) {
            return String.join(":", groups);
        }

        return joined(groups, 0, from) + "::" + joined(groups, from + longest, GROUPS);
    }

    private static String joined(String[] groups, int from, int to) {
        return String.join(":", Arrays.copyOfRange(groups, from, to));
    }
}
