package io.leme.gateway;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The name by which a server that listens somewhere is called from its own machine.
final class ReachableHost {
    private static final Set<String> ALSO_LOCAL =
            Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0", "::");

    private static final Logger LOG = LoggerFactory.getLogger(ReachableHost.class);

    private ReachableHost() {}

    /// `localhost` wherever that leads to the server, else the address it listens on.
    static String of(String listenHost) {
        return ALSO_LOCAL.contains(listenHost) ? "localhost" : listenHost;
    }

    /// The address by which other machines reach a server that listens on this one; empty when they
    /// can't.
    static Optional<String> address(InetAddress listen) {
        if (!listen.isAnyLocalAddress()) {
            return Optional.of(listen)
                    .filter(each -> !each.isLoopbackAddress())
                    .map(InetAddress::getHostAddress);
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            LOG.debug("This machine's addresses can't be read", e);
            return Optional.empty();
        }
    }

    /// `https://HOST:PORT`, as it stands in configuration files.
    static String url(String listenHost, int port) {
        String host = of(listenHost);
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
