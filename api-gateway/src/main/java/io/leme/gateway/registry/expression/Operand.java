package io.leme.gateway.registry.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.leme.gateway.meta.IpAddress;
import io.leme.gateway.meta.IpNetwork;
import io.leme.gateway.meta.RequestUri;

/// A type of values that functions take.
///
/// @param name in the names of overloads
/// @param type for the checker
/// @param of the class of such values
record Operand<A>(String name, CelType type, Class<A> of) {
    static final Operand<String> TEXT = new Operand<>("string", SimpleType.STRING, String.class);
    static final Operand<IpAddress> ADDRESS = opaque("ip", "net.IP", IpAddress.class);
    static final Operand<IpNetwork> NETWORK = opaque("cidr", "net.CIDR", IpNetwork.class);
    static final Operand<RequestUri> URL = opaque("url", "kubernetes.URL", RequestUri.class);
    static final Operand<TextFormat> FORMAT =
            opaque("format", "kubernetes.NamedFormat", TextFormat.class);
    static final Operand<SemanticVersion> VERSION =
            opaque("semver", "kubernetes.Semver", SemanticVersion.class);

    private static <A> Operand<A> opaque(String name, String type, Class<A> of) {
        return new Operand<>(name, OpaqueType.create(type), of);
    }
}
