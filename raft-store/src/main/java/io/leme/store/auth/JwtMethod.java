package io.leme.store.auth;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/// How a JSON web token is signed (RFC 7518, RFC 8037).
public enum JwtMethod {
    RS256(Family.KEY_PAIR, "SHA256withRSA"),
    RS384(Family.KEY_PAIR, "SHA384withRSA"),
    RS512(Family.KEY_PAIR, "SHA512withRSA"),
    PS256(Family.PSS, "SHA-256"),
    PS384(Family.PSS, "SHA-384"),
    PS512(Family.PSS, "SHA-512"),
    ES256(Family.KEY_PAIR, "SHA256withECDSAinP1363Format"),
    ES384(Family.KEY_PAIR, "SHA384withECDSAinP1363Format"),
    ES512(Family.KEY_PAIR, "SHA512withECDSAinP1363Format"),
    EDDSA(Family.KEY_PAIR, "Ed25519"),
    HS256(Family.SECRET, "HmacSHA256"),
    HS384(Family.SECRET, "HmacSHA384"),
    HS512(Family.SECRET, "HmacSHA512");

    private enum Family {
        KEY_PAIR,
        PSS,
        SECRET
    }

    private final Family family;
    private final String algorithm;

    JwtMethod(Family family, String algorithm) {
        this.family = family;
        this.algorithm = algorithm;
    }

    /// The name in the header of a token.
    public String label() {
        return this == EDDSA ? "EdDSA" : name();
    }

    public static Optional<JwtMethod> of(String label) {
        return Arrays.stream(values()).filter(method -> method.label().equals(label)).findFirst();
    }

    /// Whether one secret both signs and verifies.
    boolean isSecret() {
        return family == Family.SECRET;
    }

    /// The name of the secret's algorithm.
    String secretAlgorithm() {
        return algorithm;
    }

    Signature signature() throws GeneralSecurityException {
        return switch (family) {
            case KEY_PAIR -> Signature.getInstance(algorithm);
            case PSS -> pss();
            case SECRET -> throw new IllegalStateException(this + " has no key pair");
        };
    }

    /// Salts are as long as the hash.
    private Signature pss() throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        int bits = Integer.parseInt(algorithm.substring(algorithm.indexOf('-') + 1));
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
                new PSSParameterSpec(
                        algorithm, "MGF1", new MGF1ParameterSpec(algorithm), bits / 8, 1));
        return signature;
    }
}
