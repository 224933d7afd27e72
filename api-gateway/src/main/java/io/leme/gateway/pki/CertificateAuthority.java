package io.leme.gateway.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/// A key that signs for others: ten years for itself and one year for those it signs for.
/// Certificates start an hour in the past, so that a clock slightly behind accepts them.
public final class CertificateAuthority {
    static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    static final Duration IDENTITY_VALIDITY = Duration.ofDays(365);

    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final int SERIAL_NUMBER_BITS = 127;

    private final Identity self;
    private final SecureRandom random;

    CertificateAuthority(Identity self, SecureRandom random) {
        this.self = self;
        this.random = random;
    }

    /// A new authority of the given name, signed by itself.
    static CertificateAuthority create(String name, Instant now, SecureRandom random) {
        KeyPair keys = newKeys(Profile.KeyKind.EC, random);
        X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
        var builder = builder(subject, subject, keys.getPublic(), now, AUTHORITY_VALIDITY, random);

        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(keys.getPublic()));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("the authority's certificate can't be made", e);
        }
        var certificate = sign(builder, keys, random);
        return new CertificateAuthority(new Identity(certificate, keys.getPrivate()), random);
    }

    /// The authority's own certificate and key.
    public Identity self() {
        return self;
    }

    /// A new key, and this authority's word that it is the one the profile names.
    public Identity issue(Profile profile, Instant now) {
        KeyPair keys = newKeys(profile.keyKind(), random);
        X500Name issuer =
                X500Name.getInstance(self.certificate().getSubjectX500Principal().getEncoded());
        var builder =
                builder(issuer, subject(profile), keys.getPublic(), now, IDENTITY_VALIDITY, random);

        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, uses(profile));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(self.certificate()));
            if (!profile.hosts().isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(profile));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("a certificate for " + profile.commonName() + " failed", e);
        }
        var signer = new KeyPair(self.certificate().getPublicKey(), self.key());
        return new Identity(sign(builder, signer, random), keys.getPrivate());
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer,
            X500Name subject,
            PublicKey key,
            Instant now,
            Duration validity,
            SecureRandom random) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_NUMBER_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(validity)),
                subject,
                key);
    }

    private static X509Certificate sign(
            JcaX509v3CertificateBuilder builder, KeyPair signer, SecureRandom random) {
        try {
            var content =
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .setSecureRandom(random)
                            .build(signer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(content));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new PkiException("a certificate can't be signed", e);
        }
    }

    private static KeyPair newKeys(Profile.KeyKind kind, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.name());
            AlgorithmParameterSpec size =
                    switch (kind) {
                        case EC -> new ECGenParameterSpec("secp256r1");
                        case RSA -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
                    };
            generator.initialize(size, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("this JDK can't make " + kind + " keys", e);
        }
    }

    private static X500Name subject(Profile profile) {
        var name = new X500NameBuilder();
        profile.organizations().forEach(each -> name.addRDN(BCStyle.O, each));
        return name.addRDN(BCStyle.CN, profile.commonName()).build();
    }

    private static ExtendedKeyUsage uses(Profile profile) {
        List<KeyPurposeId> uses = new ArrayList<>();
        if (profile.server()) {
            uses.add(KeyPurposeId.id_kp_serverAuth);
        }
        if (profile.client()) {
            uses.add(KeyPurposeId.id_kp_clientAuth);
        }
        return new ExtendedKeyUsage(uses.toArray(KeyPurposeId[]::new));
    }

    private static GeneralNames names(Profile profile) {
        return new GeneralNames(
                profile.hosts().stream()
                        .map(CertificateAuthority::name)
                        .toArray(GeneralName[]::new));
    }

    private static GeneralName name(String host) {
        int kind = IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName;
        return new GeneralName(kind, host);
    }
}
