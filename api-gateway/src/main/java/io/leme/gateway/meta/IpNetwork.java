package io.leme.gateway.meta;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A network as CIDR writes it, such as `10.96.0.0/12`; its address may have bits behind the
/// prefix.
///
/// @param prefixLength bits, from 0 to those of the address
public record IpNetwork(IpAddress address, int prefixLength) {
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    public IpNetwork {
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw new IllegalArgumentException("prefix length " + prefixLength);
        }
    }

    public static Optional<IpNetwork> parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));

        return IpAddress.parse(text.substring(0, slash))
                .filter(address -> length <= address.bits())
                .map(address -> new IpNetwork(address, length));
    }

    public boolean contains(IpAddress other) {
        return other.family() == address.family()
                && new IpNetwork(other, prefixLength).masked().equals(masked());
    }

    public boolean contains(IpNetwork other) {
        return other.prefixLength >= prefixLength && contains(other.address);
    }

    /// The same network without bits behind the prefix.
    public IpNetwork masked() {
        byte[] bytes = address.address().getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(prefixLength - (long) i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        try {
            return new IpNetwork(new IpAddress(InetAddress.getByAddress(bytes)), prefixLength);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
