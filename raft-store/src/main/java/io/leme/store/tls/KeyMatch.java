package io.leme.store.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/// Whether a key is that of a certificate: what one signs, the other verifies.
final class KeyMatch {
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    private KeyMatch() {}

    /// @throws UnusablePemException with this text when it is not
    static void require(X509Certificate certificate, PrivateKey key, String otherwise)
            throws UnusablePemException {
        try {
            String algorithm =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    };
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(SAMPLE);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(SAMPLE);
            if (verifying.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException mismatch) {
            throw new UnusablePemException(otherwise, mismatch);
        }
        throw new UnusablePemException(otherwise);
    }
}
