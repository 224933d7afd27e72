package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.IpAddress;
import io.leme.gateway.meta.IpNetwork;
import java.util.Optional;

/// Addresses and networks.
public final class Addresses {
    private Addresses() {}

    public static void address(Place address) {
        if (IpAddress.parse(address.text()).isPresent()) {
            return;
        }
        address.invalid(
                address.text(),
                IpAddress.isLiteral(address.text())
                        ? "must not be an IPv4-mapped IPv6 address"
                        : "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    /// @return the network that stands there
    public static Optional<IpNetwork> network(Place network) {
        Optional<IpNetwork> read = IpNetwork.parse(network.text());
        if (read.isEmpty()) {
            network.invalid(
                    network.text(),
                    "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        } else if (!read.get().equals(read.get().masked())) {
            network.invalid("must not have bits set beyond the prefix length");
        }

        return read;
    }
}
