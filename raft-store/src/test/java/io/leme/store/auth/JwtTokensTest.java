package io.leme.store.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens that are signed and remembered by nobody.
class JwtTokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000L);
    private static final Duration TTL = Duration.ofMinutes(5);

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(JwtMethod.class)
    void everyMethodSignsWhatItVerifies(JwtMethod method) throws Exception {
        JwtTokens tokens = tokens(method, NOW);

        String token = tokens.issue("alice", 7);

        assertThat(tokens.identify(token, 9)).contains(new Identity("alice", 7));
        assertThat(tokens(method, NOW).identify(token, 9)).isEmpty();
    }

    @Test
    void aTokenEndsWithItsTime() throws Exception {
        JwtKeys keys = keys(JwtMethod.HS256);
        String token = new JwtTokens(keys, TTL, InstantSource.fixed(NOW)).issue("alice", 1);

        assertThat(later(keys, TTL.minusSeconds(1)).identify(token, 1)).isPresent();
        assertThat(later(keys, TTL).identify(token, 1)).isEmpty();
    }

    @Test
    void whatIsNoTokenOfOursIsNobodys() throws Exception {
        JwtTokens tokens = tokens(JwtMethod.RS256, NOW);
        String[] parts = tokens.issue("alice", 1).split("\\.");
        String none = Base64.getUrlEncoder().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));

        for (String wrong :
                new String[] {
                    "",
                    "...",
                    "a.b.c",
                    parts[0] + "." + parts[1] + ".",
                    none + "." + parts[1] + ".",
                    parts[0] + "." + parts[0] + "." + parts[2],
                    "%." + parts[1] + "." + parts[2]
                }) {
            assertThat(tokens.identify(wrong, 1)).as(wrong).isEmpty();
        }
    }

    /// The first example of RFC 7515, which has no user.
    @Test
    void aSignatureIsThatOfTheStandard() throws Exception {
        String key =
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75"
                        + "aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        Path secret = Files.write(directory.resolve("secret"), Base64.getUrlDecoder().decode(key));
        String content =
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
                        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                        + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

        byte[] signed =
                JwtKeys.read(JwtMethod.HS256, Optional.empty(), Optional.of(secret))
                        .sign(content.getBytes(UTF_8));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(signed))
                .isEqualTo("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }

    @Test
    void keysOfAnotherKindAreRefused() throws Exception {
        Path publicKey = write("other.pub", "PUBLIC KEY", pair("EC").getPublic().getEncoded());
        Path privateKey = write("other.key", "PRIVATE KEY", pair("RSA").getPrivate().getEncoded());

        assertThatIOException()
                .isThrownBy(() ->
                        JwtKeys.read(
                                JwtMethod.RS256, Optional.of(publicKey), Optional.of(privateKey)));
        assertThatIOException()
                .isThrownBy(() ->
                        JwtKeys.read(JwtMethod.HS256, Optional.of(publicKey), Optional.empty()))
                .withMessage("HS256 needs priv-key");
    }

    private static JwtTokens later(JwtKeys keys, Duration passed) {
        return new JwtTokens(keys, TTL, InstantSource.fixed(NOW.plus(passed)));
    }

    private JwtTokens tokens(JwtMethod method, Instant now) throws Exception {
        return new JwtTokens(keys(method), TTL, InstantSource.fixed(now));
    }

    /// New ones each time.
    private JwtKeys keys(JwtMethod method) throws Exception {
        if (method.isSecret()) {
            byte[] secret = pair("EC").getPrivate().getEncoded();
            Path file = Files.write(directory.resolve("secret"), secret);
            return JwtKeys.read(method, Optional.empty(), Optional.of(file));
        }
        String kind =
                switch (method.name().substring(0, 2)) {
                    case "ES" -> "EC";
                    case "ED" -> "Ed25519";
                    default -> "RSA";
                };
        KeyPair pair = pair(kind);
        return JwtKeys.read(
                method,
                Optional.of(write("a.pub", "PUBLIC KEY", pair.getPublic().getEncoded())),
                Optional.of(write("a.key", "PRIVATE KEY", pair.getPrivate().getEncoded())));
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        switch (kind) {
            case "RSA" -> generator.initialize(1_536);
            case "EC" -> generator.initialize(256);
            default -> {
                // There is one size.
            }
        }
        return generator.generateKeyPair();
    }

    private Path write(String name, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(
                directory.resolve(name),
                "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
