package io.leme.store.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// Tokens that carry all that they stand for: JSON web tokens (RFC 7519) with etcd's claims
/// `username`, `revision` and `exp`. No member remembers them, and they end with their time or with
/// the next change of users or roles, not with a password.
///
/// Safe for use by many threads.
public final class JwtTokens implements Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final JwtKeys keys;
    private final Duration timeToLive;
    private final InstantSource clock;

    public JwtTokens(JwtKeys keys, Duration timeToLive, InstantSource clock) {
        this.keys = keys;
        this.timeToLive = timeToLive;
        this.clock = clock;
    }

    /// A token for a user whose password was right at an auth revision.
    ///
    /// @throws StoreException INVALID_AUTH_MANAGEMENT where tokens are only verified
    public String issue(String user, long authRevision) {
        String header =
                JSON.createObjectNode()
                        .put("alg", keys.method().label())
                        .put("typ", "JWT")
                        .toString();
        String claims =
                JSON.createObjectNode()
                        .put("exp", clock.instant().plus(timeToLive).getEpochSecond())
                        .put("revision", authRevision)
                        .put("username", user)
                        .toString();
        String content = encoded(header) + "." + encoded(claims);
        try {
            return content + "." + ENCODER.encodeToString(keys.sign(bytes(content)));
        } catch (GeneralSecurityException verifyOnly) {
            throw new StoreException(StoreError.INVALID_AUTH_MANAGEMENT);
        }
    }

    @Override
    public Optional<Identity> identify(String token, long authRevision) {
        int signature = token.lastIndexOf('.');
        int claims = token.lastIndexOf('.', signature - 1);
        if (claims < 0) {
            return Optional.empty();
        }
        try {
            boolean ours =
                    isOurMethod(token.substring(0, claims))
                            && keys.verifies(
                                    bytes(token.substring(0, signature)),
                                    DECODER.decode(token.substring(signature + 1)));
            return ours ? identity(token.substring(claims + 1, signature)) : Optional.empty();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /// The token does not choose how it is verified.
    private boolean isOurMethod(String header) throws IOException {
        return decoded(header).path("alg").asText().equals(keys.method().label());
    }

    private Optional<Identity> identity(String claims) throws IOException {
        JsonNode known = decoded(claims);
        String user = known.path("username").asText();
        boolean good =
                !user.isEmpty()
                        && known.path("revision").isNumber()
                        && known.path("exp").asLong() > clock.instant().getEpochSecond();
        return good
                ? Optional.of(new Identity(user, known.path("revision").asLong()))
                : Optional.empty();
    }

    private static JsonNode decoded(String part) throws IOException {
        return JSON.readTree(DECODER.decode(part));
    }

    private static String encoded(String json) {
        return ENCODER.encodeToString(bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
