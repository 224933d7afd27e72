package io.leme.gateway.authn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.NamespacedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Tokens of service accounts: JSON web tokens (RFC 7519) that are signed here (ES256) and known
/// again. A token is good as long as it has not expired, names this issuer as an audience, and its
/// account is still the same one; what else it is bound to is not looked at.
///
/// Threads: any.
public final class ServiceAccountTokens implements Authenticator {
    /// Who made the tokens, and the audience of those that are for the gateway itself.
    public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
    private static final int PARTS = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String PRIVATE = "kubernetes.io";

    private final Keys keys;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Accounts accounts;

    /// A pair of P-256 keys.
    public record Keys(PrivateKey signing, PublicKey checking) {}

    /// What accounts there are.
    @FunctionalInterface
    public interface Accounts {
        /// The uid of an account, from memory; empty when it is not there.
        Optional<String> uid(NamespacedName account);
    }

    /// @param ids of the tokens
    public ServiceAccountTokens(
            Keys keys, InstantSource clock, Supplier<UUID> ids, Accounts accounts) {
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
        this.accounts = accounts;
    }

    /// Signs a token.
    public String issue(AccountClaims claims) {
        String said = encoded(HEADER) + "." + encoded(payload(claims));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.signing());
            signature.update(said.getBytes(StandardCharsets.US_ASCII));

            return said + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of service accounts can't sign", e);
        }
    }

    private String payload(AccountClaims claims) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        claims.audiences().forEach(payload.putArray("aud")::add);
        payload.put("exp", claims.expiresAt().getEpochSecond());
        payload.put("iat", claims.issuedAt().getEpochSecond());
        payload.put("iss", ISSUER);
        payload.put("jti", ids.get().toString());
        ObjectNode own = payload.putObject(PRIVATE);
        own.put("namespace", claims.account().namespace());
        claims.boundTo()
                .ifPresent(bound ->
                        own.putObject(bound.kind().toLowerCase(Locale.ROOT))
                                .put("name", bound.name())
                                .put("uid", bound.uid()));
        own.putObject("serviceaccount")
                .put("name", claims.account().name())
                .put("uid", claims.uid());
        payload.put("nbf", claims.issuedAt().getEpochSecond());
        payload.put("sub", userName(claims.account()));
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    @Override
    public Verdict authenticate(Credentials credentials) {
        String token = credentials.bearerToken().orElse("");
        if (token.chars().filter(each -> each == '.').count() != PARTS - 1) {
            return new Verdict.Absent();
        }
        return authenticate(token, List.of(ISSUER));
    }

    /// @param audiences of which the token has to name one
    public Verdict authenticate(String token, List<String> audiences) {
        String[] parts = token.split("\\.", -1);
        try {
            if (parts.length != PARTS || !isSigned(parts)) {
                return new Verdict.Refused("the token is not signed by this issuer");
            }
            return judge(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])), audiences);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return new Verdict.Refused("the token can't be read: " + e.getMessage());
        }
    }

    private boolean isSigned(String[] parts) throws GeneralSecurityException, IOException {
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        if (!header.path("alg").asText("").equals("ES256")) {
            return false;
        }
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(keys.checking());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private Verdict judge(JsonNode payload, List<String> audiences) {
        long now = clock.instant().getEpochSecond();
        boolean meant = false;
        for (JsonNode audience : payload.path("aud")) {
            meant |= audiences.contains(audience.asText(""));
        }
        if (!payload.path("iss").asText("").equals(ISSUER) || !meant) {
            return new Verdict.Refused("the token is for others");
        }
        if (payload.path("exp").asLong(0) <= now || payload.path("nbf").asLong(0) > now) {
            return new Verdict.Refused(
                    "the token is good until "
                            + Instant.ofEpochSecond(payload.path("exp").asLong(0)));
        }
        JsonNode own = payload.path(PRIVATE);
        var account =
                new NamespacedName(
                        own.path("namespace").asText(""),
                        own.path("serviceaccount").path("name").asText(""));
        String uid = own.path("serviceaccount").path("uid").asText("");
        if (!accounts.uid(account).equals(Optional.of(uid))) {
            return new Verdict.Refused("the account of the token is not there any more");
        }
        return new Verdict.Known(
                User.known(
                        userName(account),
                        uid,
                        List.of(
                                "system:serviceaccounts",
                                "system:serviceaccounts:" + account.namespace())));
    }

    private static String userName(NamespacedName account) {
        return "system:serviceaccount:" + account.namespace() + ":" + account.name();
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
