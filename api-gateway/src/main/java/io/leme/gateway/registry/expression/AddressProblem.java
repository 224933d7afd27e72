package io.leme.gateway.registry.expression;

import io.leme.gateway.meta.IpAddress;
import org.jspecify.annotations.Nullable;

/// Why a text is no address: what Go's parser comes upon first, reading from the left, in its words
/// and with the place where it stopped.
///
/// @param whole the text
/// @param what is wrong
/// @param at rest of the text from where it is wrong; empty where no place is told
record AddressProblem(String whole, String what, String at) {
    private static final int OCTETS = 4;
    private static final int MAX_OCTET = 255;
    private static final int BYTES = 16;
    private static final String HEX = "0123456789abcdefABCDEF";
    private static final int GROUP_DIGITS = 4;

    /// @param text that is no address
    static AddressProblem of(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '.' -> {
                    return ofVersion4(text, text);
                }
                case ':' -> {
                    return new Reader(text).problem();
                }
                case '%' -> {
                    return new AddressProblem(text, "missing IPv6 address", "");
                }
                default -> {
                    // Says nothing of the version.
                }
            }
        }

        return new AddressProblem(text, "unable to parse IP", "");
    }

    @Override
    public String toString() {
        String place = at.isEmpty() ? "" : " (at " + quoted(at) + ")";

        return "ParseAddr(" + quoted(whole) + "): " + what + place;
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// @param whole text
    /// @param octets its part that is written as version 4 is
    private static AddressProblem ofVersion4(String whole, String octets) {
        int value = 0;
        int digits = 0;
        int field = 0;
        for (int i = 0; i < octets.length(); i++) {
            char each = octets.charAt(i);
            String rest = octets.substring(i);
            if (each >= '0' && each <= '9') {
                if (digits == 1 && value == 0) {
                    return new AddressProblem(whole, "IPv4 field has octet with leading zero", "");
                }
                value = value * 10 + (each - '0');
                digits++;
                if (value > MAX_OCTET) {
                    return new AddressProblem(whole, "IPv4 field has value >255", "");
                }
            } else if (each == '.') {
                if (digits == 0 || i == octets.length() - 1) {
                    return new AddressProblem(
                            whole, "IPv4 field must have at least one digit", rest);
                }
                if (field == OCTETS - 1) {
                    return new AddressProblem(whole, "IPv4 address too long", "");
                }
                field++;
                value = 0;
                digits = 0;
            } else {
                return new AddressProblem(whole, "unexpected character", rest);
            }
        }

        return new AddressProblem(whole, "IPv4 address too short", "");
    }

    /// Reads an address of version 6 until it comes upon something wrong.
    private static final class Reader {
        private final String whole;
        private String rest;
        private int bytes;
        private boolean shortened;

        Reader(String whole) {
            this.whole = whole;
            int zone = whole.indexOf('%');
            this.rest = zone < 0 ? whole : whole.substring(0, zone);
        }

        AddressProblem problem() {
            if (whole.endsWith("%") && whole.indexOf('%') == whole.length() - 1) {
                return told("zone must be a non-empty string", "");
            }
            if (rest.startsWith("::")) {
                shortened = true;
                rest = rest.substring(2);
            }
            while (bytes < BYTES && !rest.isEmpty()) {
                AddressProblem wrong = group();
                if (wrong != null) {
                    return wrong;
                }
            }
            if (!rest.isEmpty()) {
                return told("trailing garbage after address", rest);
            }

            return bytes < BYTES
                    ? told("address string too short", "")
                    : told("the :: must expand to at least one field of zeros", "");
        }

        /// One group and the colon behind it.
        private @Nullable AddressProblem group() {
            int digits = 0;
            while (digits < rest.length() && HEX.indexOf(rest.charAt(digits)) >= 0) {
                if (digits == GROUP_DIGITS) {
                    return told("each group must have 4 or less digits", rest);
                }
                digits++;
            }
            if (digits == 0) {
                return told("each colon-separated field must have at least one digit", rest);
            }
            if (digits < rest.length() && rest.charAt(digits) == '.') {
                return embedded();
            }
            bytes += 2;
            rest = rest.substring(digits);
            if (rest.isEmpty()) {
                return null;
            }
            if (rest.charAt(0) != ':') {
                return told("unexpected character, want colon", rest);
            }
            if (rest.length() == 1) {
                return told("colon must be followed by more characters", rest);
            }
            rest = rest.substring(1);
            if (rest.charAt(0) != ':') {
                return null;
            }
            if (shortened) {
                return told("multiple :: in address", rest);
            }
            shortened = true;
            rest = rest.substring(1);

            return null;
        }

        private AddressProblem embedded() {
            if (!shortened && bytes != BYTES - OCTETS) {
                return told(
                        "embedded IPv4 address must replace the final 2 fields of the address",
                        rest);
            }

            return bytes + OCTETS > BYTES
                    ? told(
                            "too many hex fields to fit an embedded IPv4 at the end of the address",
                            rest)
                    : ofVersion4(whole, rest);
        }

        private AddressProblem told(String what, String at) {
            return new AddressProblem(whole, what, at);
        }
    }

    /// Why a text is no network.
    static String ofNetwork(String text) {
        int slash = text.lastIndexOf('/');
        String why;
        if (slash < 0) {
            why = "no '/'";
        } else {
            String address = text.substring(0, slash);
            String bits = text.substring(slash + 1);
            boolean whole = bits.matches("0|[1-9][0-9]*");
            if (IpAddress.isLiteral(address)) {
                why =
                        whole
                                ? "prefix length out of range"
                                : "bad bits after slash: " + quoted(bits);
            } else {
                why = of(address).toString();
            }
        }

        return "netip.ParsePrefix(" + quoted(text) + "): " + why;
    }
}
