package io.leme.store.auth;

import io.leme.store.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and verifies with one method and its keys. Safe for use by many threads.
///
/// @param signing empty when tokens are only verified here
/// @param verifying the public key, or the secret
public record JwtKeys(JwtMethod method, Optional<Key> signing, Key verifying) {

    /// Reads the keys. A secret is the private file's whole content.
    ///
    /// @throws IOException when the files do not hold what the method needs
    public static JwtKeys read(
            JwtMethod method, Optional<Path> publicFile, Optional<Path> privateFile)
            throws IOException {
        if (method.isSecret()) {
            Path file = privateFile.orElseThrow(() -> missing(method, "priv-key"));
            Key secret = new SecretKeySpec(Files.readAllBytes(file), method.secretAlgorithm());
            return new JwtKeys(method, Optional.of(secret), secret);
        }
        Optional<Key> signing = Optional.empty();
        if (privateFile.isPresent()) {
            signing = Optional.of(new PemFile(privateFile.get()).privateKey());
        }
        Path verifying =
                publicFile.or(() -> privateFile).orElseThrow(() -> missing(method, "pub-key"));
        JwtKeys keys = new JwtKeys(method, signing, new PemFile(verifying).publicKey());
        keys.tryOut();
        return keys;
    }

    private static IOException missing(JwtMethod method, String what) {
        return new IOException(method.label() + " needs " + what);
    }

    private void tryOut() throws IOException {
        byte[] sample = {1, 2, 3};
        try {
            if (signing.isEmpty()) {
                var _ = initialised();
            } else if (!verifies(sample, sign(sample))) {
                throw new IOException("the keys do not belong together");
            }
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    "the keys are of no use for " + method.label() + ": " + unusable.getMessage());
        }
    }

    private Signature initialised() throws GeneralSecurityException {
        Signature signature = method.signature();
        signature.initVerify((PublicKey) verifying);
        return signature;
    }

    byte[] sign(byte[] content) throws GeneralSecurityException {
        Key key = signing.orElseThrow(() -> new SignatureException("there is no private key"));
        if (method.isSecret()) {
            return mac(key, content);
        }
        Signature signature = method.signature();
        signature.initSign((PrivateKey) key);
        signature.update(content);
        return signature.sign();
    }

    boolean verifies(byte[] content, byte[] signed) throws GeneralSecurityException {
        if (method.isSecret()) {
            return MessageDigest.isEqual(mac(verifying, content), signed);
        }
        Signature signature = initialised();
        signature.update(content);
        return signature.verify(signed);
    }

    private byte[] mac(Key key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(method.secretAlgorithm());
        mac.init(key);
        return mac.doFinal(content);
    }
}
