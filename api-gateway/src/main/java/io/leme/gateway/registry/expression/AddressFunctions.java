package io.leme.gateway.registry.expression;

import static io.leme.gateway.registry.expression.Operand.ADDRESS;
import static io.leme.gateway.registry.expression.Operand.NETWORK;
import static io.leme.gateway.registry.expression.Operand.TEXT;

import dev.cel.common.types.SimpleType;
import io.leme.gateway.meta.IpAddress;
import io.leme.gateway.meta.IpNetwork;
import java.util.List;
import java.util.stream.Stream;

/// Kubernetes' functions of addresses and networks: `ip`, `isIP`, `ip.isCanonical` and `cidr`,
/// `isCIDR` of texts, and what can be asked of both.
final class AddressFunctions {
    /// Kubernetes says it twice.
    private static final String NOT_A_NETWORK =
            "network address parse error during conversion from string: ";

    private AddressFunctions() {}

    static List<Function> all() {
        return Stream.concat(addresses().stream(), networks().stream()).toList();
    }

    private static List<Function> addresses() {
        return List.of(
                Function.global("ip", TEXT, ADDRESS.type(), AddressFunctions::address),
                Function.global(
                        "isIP", TEXT, SimpleType.BOOL, text -> IpAddress.parse(text).isPresent()),
                Function.global(
                        "ip.isCanonical",
                        TEXT,
                        SimpleType.BOOL,
                        text -> address(text).toString().equals(text)),
                Function.global("string", ADDRESS, SimpleType.STRING, IpAddress::toString),
                Function.member(
                        ADDRESS, "family", SimpleType.INT, address -> (long) address.family()),
                Function.member(
                        ADDRESS,
                        "isUnspecified",
                        SimpleType.BOOL,
                        address -> address.address().isAnyLocalAddress()),
                Function.member(
                        ADDRESS,
                        "isLoopback",
                        SimpleType.BOOL,
                        address -> address.address().isLoopbackAddress()),
                Function.member(
                        ADDRESS,
                        "isLinkLocalMulticast",
                        SimpleType.BOOL,
                        address -> address.address().isMCLinkLocal()),
                Function.member(
                        ADDRESS,
                        "isLinkLocalUnicast",
                        SimpleType.BOOL,
                        address -> address.address().isLinkLocalAddress()),
                Function.member(
                        ADDRESS, "isGlobalUnicast", SimpleType.BOOL, IpAddress::isGlobalUnicast));
    }

    private static List<Function> networks() {
        return List.of(
                Function.global("cidr", TEXT, NETWORK.type(), AddressFunctions::network),
                Function.global(
                        "isCIDR", TEXT, SimpleType.BOOL, text -> IpNetwork.parse(text).isPresent()),
                Function.global("string", NETWORK, SimpleType.STRING, IpNetwork::toString),
                Function.member(
                        NETWORK, "containsIP", ADDRESS, SimpleType.BOOL, IpNetwork::contains),
                Function.member(
                        NETWORK,
                        "containsIP",
                        TEXT,
                        SimpleType.BOOL,
                        (network, text) -> network.contains(address(text))),
                Function.member(
                        NETWORK, "containsCIDR", NETWORK, SimpleType.BOOL, IpNetwork::contains),
                Function.member(
                        NETWORK,
                        "containsCIDR",
                        TEXT,
                        SimpleType.BOOL,
                        (network, text) -> network.contains(network(text))),
                Function.member(NETWORK, "ip", ADDRESS.type(), IpNetwork::address),
                Function.member(NETWORK, "masked", NETWORK.type(), IpNetwork::masked),
                Function.member(
                        NETWORK,
                        "prefixLength",
                        SimpleType.INT,
                        network -> (long) network.prefixLength()));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text)
                .orElseThrow(() -> new CallFailedException(problemOfAddress(text)));
    }

    private static String problemOfAddress(String text) {
        String shown = '"' + text + '"';
        if (IpAddress.isLiteral(text)) {
            return "IPv4-mapped IPv6 address " + shown + " is not allowed";
        }
        int zone = text.indexOf('%');
        if (zone > 0 && IpAddress.isLiteral(text.substring(0, zone))) {
            return "IP address " + shown + " with zone value is not allowed";
        }

        return "IP Address "
                + shown
                + " parse error during conversion from string: "
                + AddressProblem.of(text);
    }

    private static IpNetwork network(String text) {
        return IpNetwork.parse(text)
                .orElseThrow(() ->
                        new CallFailedException(
                                NOT_A_NETWORK.repeat(2) + AddressProblem.ofNetwork(text)));
    }
}
