package io.leme.gateway;

import io.leme.gateway.admission.ObjectLookup;
import io.leme.gateway.authn.Authenticator;
import io.leme.gateway.authn.BearerTokens;
import io.leme.gateway.authn.ClientCertificates;
import io.leme.gateway.authn.ServiceAccountTokens;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.pki.PemFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// How callers are known.
///
/// @param authenticator asks all ways in turn
/// @param accounts issues the tokens of service accounts, and knows them
record Callers(Authenticator authenticator, ServiceAccountTokens accounts) {
    private static final GroupVersionResource ACCOUNTS =
            new GroupVersionResource("", "v1", "serviceaccounts");

    static Callers of(GatewayServer.Trust trust, ObjectLookup objects) {
        KeyPairFiles files = trust.serviceAccounts();
        var keys =
                new ServiceAccountTokens.Keys(
                        PemFiles.privateKey(files.key()),
                        PemFiles.certificates(files.certificate()).getFirst().getPublicKey());
        var accounts =
                new ServiceAccountTokens(
                        keys,
                        Clock.systemUTC(),
                        UUID::randomUUID,
                        account ->
                                objects.find(ACCOUNTS, account)
                                        .map(each -> ObjectMeta.of(each).uid()));
        List<Authenticator> inTurn = new ArrayList<>();
        trust.clientAuthority()
                .map(PemFiles::certificates)
                .map(authorities -> new ClientCertificates(authorities, Clock.systemUTC()))
                .ifPresent(inTurn::add);
        trust.tokens().map(BearerTokens::read).ifPresent(inTurn::add);
        inTurn.add(accounts);
        return new Callers(Authenticator.firstOf(inTurn), accounts);
    }
}
