package io.leme.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.gateway.meta.NamespacedName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServiceAccountTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final NamespacedName ROBOT = new NamespacedName("team", "robot");

    private final KeyPair keys = newKeys();

    @Test
    void aTokenNamesItsAccountAndTheGroupsOfAccounts() {
        Verdict verdict = tokens(NOW, keys, "u1").authenticate(bearing(issued()));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Known(
                                new User(
                                        "system:serviceaccount:team:robot",
                                        "u1",
                                        List.of(
                                                "system:serviceaccounts",
                                                "system:serviceaccounts:team",
                                                "system:authenticated"))));
    }

    @Test
    void aTokenIsGoodUntilItEnds() {
        String token = issued();

        assertThat(tokens(NOW.plusSeconds(599), keys, "u1").authenticate(bearing(token)))
                .isInstanceOf(Verdict.Known.class);
        assertThat(tokens(NOW.plusSeconds(600), keys, "u1").authenticate(bearing(token)))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(tokens(NOW.minusSeconds(1), keys, "u1").authenticate(bearing(token)))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void anAccountThatWasMadeAnewIsAnotherOne() {
        assertThat(tokens(NOW, keys, "u2").authenticate(bearing(issued())))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aTokenForOthersIsNotForTheGateway() {
        ServiceAccountTokens tokens = tokens(NOW, keys, "u1");
        String token = tokens.issue(claims(List.of("vault")));

        assertThat(tokens.authenticate(bearing(token))).isInstanceOf(Verdict.Refused.class);
        assertThat(tokens.authenticate(token, List.of("vault"))).isInstanceOf(Verdict.Known.class);
    }

    @Test
    void whatIsNotSignedByThisKeyIsRefused() {
        String token = issued();
        String[] parts = token.split("\\.");
        byte[] decoded = Base64.getUrlDecoder().decode(parts[1]);
        String payload = new String(decoded, StandardCharsets.UTF_8);
        String other = encoded(payload.replace("robot", "admin"));
        String unsigned = encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".";

        ServiceAccountTokens tokens = tokens(NOW, keys, "u1");
        for (String bad :
                List.of(parts[0] + "." + other + "." + parts[2], unsigned, "a.b.c", "..")) {
            assertThat(tokens.authenticate(bearing(bad)))
                    .as(bad)
                    .isInstanceOf(Verdict.Refused.class);
        }
        assertThat(tokens(NOW, newKeys(), "u1").authenticate(bearing(token)))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void whatIsNoSuchTokenIsLeftToOthers() {
        assertThat(tokens(NOW, keys, "u1").authenticate(bearing("opaque")))
                .isEqualTo(new Verdict.Absent());
    }

    private String issued() {
        return tokens(NOW, keys, "u1").issue(claims(List.of(ServiceAccountTokens.ISSUER)));
    }

    private static AccountClaims claims(List<String> audiences) {
        return new AccountClaims(
                ROBOT,
                "u1",
                audiences,
                Optional.of(new AccountClaims.Bound("Pod", "p", "u9")),
                NOW,
                NOW.plus(Duration.ofMinutes(10)));
    }

    private static ServiceAccountTokens tokens(Instant now, KeyPair keys, String uid) {
        Map<NamespacedName, String> accounts = Map.of(ROBOT, uid);
        return new ServiceAccountTokens(
                new ServiceAccountTokens.Keys(keys.getPrivate(), keys.getPublic()),
                InstantSource.fixed(now),
                UUID::randomUUID,
                account -> Optional.ofNullable(accounts.get(account)));
    }

    private static String encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Credentials bearing(String token) {
        return new Credentials(List.of(), Optional.of(token));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
