package io.leme.gateway.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Profile ADMIN = Profile.person("leme-admin", "system:masters");
    private static final Profile SERVER =
            Profile.server("leme", List.of("localhost", "127.0.0.1", "::1"));

    @TempDir Path temporary;

    @Test
    void anIdentityIsSignedByTheAuthorityAndSaysWhatItWasAskedTo() throws Exception {
        X509Certificate certificate = read(open(START).identity("server", SERVER));

        certificate.verify(authority().getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=leme");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void laterStartsUseWhatTheFirstMade() {
        X509Certificate admin = read(open(START).identity("admin", ADMIN));
        X509Certificate server = read(open(START).identity("server", SERVER));

        KeyFolder later = open(START.plus(Duration.ofDays(300)));

        assertThat(read(later.identity("admin", ADMIN))).isEqualTo(admin);
        assertThat(read(later.identity("server", SERVER))).isEqualTo(server);
    }

    @Test
    void privateKeysAreForTheirOwnerAlone() throws IOException {
        IdentityFiles admin = open(START).identity("admin", ADMIN);

        assertThat(mode(admin.key())).isEqualTo("rw-------");
        assertThat(mode(temporary.resolve("pki/ca.key"))).isEqualTo("rw-------");
        assertThat(mode(temporary.resolve("pki"))).isEqualTo("rwx------");
    }

    @Test
    void anIdentityNearItsEndIsIssuedAnewUnderTheSameAuthority() {
        X509Certificate first = read(open(START).identity("admin", ADMIN));
        X509Certificate authority = authority();

        X509Certificate second =
                read(open(START.plus(Duration.ofDays(340))).identity("admin", ADMIN));

        assertThat(second).isNotEqualTo(first);
        assertThat(authority()).isEqualTo(authority);
    }

    @Test
    void anIdentityThatIsToCarryOtherNamesIsIssuedAnew() {
        X509Certificate first = read(open(START).identity("server", SERVER));
        Profile moved = Profile.server("leme", List.of("localhost", "127.0.0.1", "elsewhere"));

        assertThat(read(open(START).identity("server", moved))).isNotEqualTo(first);
    }

    @Test
    void anIdentityWithoutItsKeyIsIssuedAnew() throws IOException {
        IdentityFiles files = open(START).identity("admin", ADMIN);
        X509Certificate first = read(files);
        Files.delete(files.key());

        assertThat(read(open(START).identity("admin", ADMIN))).isNotEqualTo(first);
    }

    @Test
    void anAuthorityWithoutItsKeyIsNotReplaced() throws IOException {
        open(START);
        Files.delete(temporary.resolve("pki/ca.key"));

        assertThatThrownBy(() -> open(START))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("ca.crt is there without")
                .hasMessageContaining("put the key back");
    }

    @Test
    void anExpiredAuthorityIsSaidToBe() {
        open(START);

        assertThatThrownBy(() -> open(START.plus(Duration.ofDays(4000))))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("ca.crt expired on 2036-11-19T12:00:00Z");
    }

    private KeyFolder open(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return KeyFolder.open(temporary.resolve("pki"), clock, new SecureRandom());
    }

    private X509Certificate authority() {
        return PemFiles.certificates(temporary.resolve("pki/ca.crt")).getFirst();
    }

    private static X509Certificate read(IdentityFiles files) {
        return files.read().certificate();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
