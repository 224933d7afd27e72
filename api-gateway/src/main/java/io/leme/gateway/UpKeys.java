package io.leme.gateway;

import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.KeyFolder;
import io.leme.gateway.pki.Profile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everyone's keys and certificates, in one folder and under one authority.
///
/// @param authority the certificate that signs all others
/// @param server for the gateway's port and the store's client port
/// @param peer for the store's peer port, in both directions
/// @param gateway what the gateway shows the store: the only one who may write
/// @param serviceAccounts signs the tokens of service accounts
/// @param admin of the operator: may do everything at the gateway, and read the store
record UpKeys(
        Path authority,
        IdentityFiles server,
        IdentityFiles peer,
        IdentityFiles gateway,
        IdentityFiles serviceAccounts,
        IdentityFiles admin) {
    /// The common name by which the store knows its writer.
    static final String GATEWAY_NAME = "leme-gateway";

    static final String ADMIN_NAME = "leme-admin";

    private static final Logger LOG = LoggerFactory.getLogger(UpKeys.class);
    private static final String MASTERS = "system:masters";

    /// Makes what is missing or no longer good.
    ///
    /// @param listenHost under which the ports are reached, beside the names of this machine
    static UpKeys prepare(Path folder, String listenHost) {
        KeyFolder keys = KeyFolder.open(folder, Clock.systemUTC(), new SecureRandom());
        List<String> hosts = hosts(listenHost);
        return new UpKeys(
                keys.authorityCertificate(),
                keys.identity("server", Profile.server("leme", hosts)),
                keys.identity("peer", Profile.peer("leme-peer", hosts)),
                keys.identity("gateway", Profile.client(GATEWAY_NAME)),
                serviceAccounts(keys),
                keys.identity("admin", Profile.person(ADMIN_NAME, MASTERS)));
    }

    /// What signs the tokens of service accounts; its certificate is only where the public key is.
    static IdentityFiles serviceAccounts(KeyFolder keys) {
        return keys.identity("service-accounts", Profile.client("leme-service-accounts"));
    }

    /// The names under which this machine is reached from itself and its neighbours.
    static List<String> hosts(String listenHost) {
        List<String> hosts = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            LOG.debug("This machine has no name that it knows of", e);
        }
        hosts.add(ReachableHost.of(listenHost));
        return hosts.stream().distinct().toList();
    }
}
