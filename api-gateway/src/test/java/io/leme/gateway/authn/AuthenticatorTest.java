package io.leme.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.KeyFolder;
import io.leme.gateway.pki.PemFiles;
import io.leme.gateway.pki.Profile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Profile ADMIN = Profile.client("leme-admin", "system:masters", "ops");
    private static final String TABLE =
            """
            secret,jane,7,"dev,system:masters"
            other,"john, the second",8
            """;

    @TempDir Path temporary;

    @Test
    void aCertificateNamesTheUserAndItsGroups() {
        assertThat(byCertificate(NOW).authenticate(showing("ours", ADMIN)))
                .isEqualTo(
                        new Verdict.Known(
                                new User(
                                        "leme-admin",
                                        "",
                                        List.of("system:masters", "ops", "system:authenticated"))));
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        Credentials foreign = showing("theirs", ADMIN);

        assertThat(byCertificate(NOW).authenticate(foreign)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        Credentials ours = showing("ours", ADMIN);

        assertThat(byCertificate(NOW.plus(Duration.ofDays(400))).authenticate(ours))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aServersCertificateIsNoClients() {
        Credentials server = showing("ours", Profile.server("leme", List.of("localhost")));

        assertThat(byCertificate(NOW).authenticate(server))
                .isEqualTo(new Verdict.Refused("the certificate is not meant for clients"));
    }

    @Test
    void aTokenNamesTheUserAndItsGroups() {
        var tokens = BearerTokens.parse("tokens.csv", TABLE);

        assertThat(tokens.authenticate(bearing("secret")))
                .isEqualTo(
                        new Verdict.Known(
                                new User(
                                        "jane",
                                        "7",
                                        List.of("dev", "system:masters", "system:authenticated"))));
        assertThat(tokens.authenticate(bearing("other")))
                .isEqualTo(
                        new Verdict.Known(
                                new User(
                                        "john, the second", "8", List.of("system:authenticated"))));
    }

    @Test
    void anUnknownTokenIsRefusedAndNoTokenIsNothing() {
        var tokens = BearerTokens.parse("tokens.csv", TABLE);

        assertThat(tokens.authenticate(bearing("secre"))).isInstanceOf(Verdict.Refused.class);
        assertThat(tokens.authenticate(new Credentials(List.of(), Optional.empty())))
                .isEqualTo(new Verdict.Absent());
    }

    @Test
    void aGoodCredentialIsEnoughBesideABadOne() {
        var both =
                Authenticator.firstOf(
                        List.of(byCertificate(NOW), BearerTokens.parse("tokens.csv", TABLE)));
        var mixed = new Credentials(showing("theirs", ADMIN).certificates(), Optional.of("secret"));

        assertThat(both.authenticate(mixed)).isInstanceOf(Verdict.Known.class);
        assertThat(both.authenticate(showing("theirs", ADMIN))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aBadLineOfTheTableIsNamed() {
        assertThatThrownBy(() -> BearerTokens.parse("tokens.csv", "a,b,c\n\nx,y\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tokens.csv line 3 is not: token,user,uid,\"groups\"");
        assertThatThrownBy(() -> BearerTokens.parse("tokens.csv", "a,b,c\na,d,e\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tokens.csv line 2 repeats the token of another line");
    }

    private Authenticator byCertificate(Instant now) {
        open("ours");
        Path authority = temporary.resolve("ours/ca.crt");
        return new ClientCertificates(
                PemFiles.certificates(authority), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Credentials showing(String authority, Profile profile) {
        IdentityFiles files = open(authority).identity("caller", profile);
        X509Certificate certificate = files.read().certificate();
        return new Credentials(List.of(certificate), Optional.empty());
    }

    private KeyFolder open(String authority) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return KeyFolder.open(temporary.resolve(authority), clock, new SecureRandom());
    }

    private static Credentials bearing(String token) {
        return new Credentials(List.of(), Optional.of(token));
    }
}
