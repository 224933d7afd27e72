package io.leme.store.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One certificate and its key, in two files. Each handshake looks whether the files have changed,
/// and takes the new ones if they fit together; until they do, the old ones go on.
///
/// Threads: any. A handshake that began with one pair ends with it: the alias that it holds names
/// the pair.
public final class FileKeys extends X509ExtendedKeyManager {
    private static final Logger log = LoggerFactory.getLogger(FileKeys.class);

    private final Path certificateFile;
    private final Path keyFile;
    private volatile Pair current;
    private volatile Pair former;
    private volatile State refused;

    /// When the files were last changed, and their sizes.
    private record State(FileTime certificate, FileTime key, long sizes) {}

    private record Pair(
            String alias, State state, List<X509Certificate> chain, PrivateKey privateKey) {}

    /// @throws IOException when the files hold no usable pair now
    public FileKeys(Path certificateFile, Path keyFile) throws IOException {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.current = read(state(), 0);
        this.former = current;
        this.refused = current.state;
    }

    private State state() throws IOException {
        return new State(
                Files.getLastModifiedTime(certificateFile),
                Files.getLastModifiedTime(keyFile),
                Files.size(certificateFile) << Integer.SIZE | Files.size(keyFile));
    }

    private Pair read(State state, long number) throws IOException {
        List<X509Certificate> chain = new PemFile(certificateFile).certificates();
        PrivateKey key = new PemFile(keyFile).privateKey();
        if (!family(chain.getFirst().getPublicKey().getAlgorithm())
                .equals(family(key.getAlgorithm()))) {
            throw new UnusablePemException(keyFile + " is not the key of " + certificateFile);
        }
        KeyMatch.require(chain.getFirst(), key, keyFile + " is not the key of " + certificateFile);
        return new Pair(Long.toString(number), state, chain, key);
    }

    private Pair refreshed() {
        try {
            State now = state();
            if (!now.equals(current.state) && !now.equals(refused)) {
                refresh(now);
            }
        } catch (IOException gone) {
            log.debug("the files of a certificate are being replaced: {}", gone.toString());
        }
        return current;
    }

    private synchronized void refresh(State now) {
        if (now.equals(current.state) || now.equals(refused)) {
            return;
        }
        try {
            Pair next = read(now, Long.parseLong(current.alias) + 1);
            former = current;
            current = next;
            log.info("took the new certificate in {}", certificateFile);
        } catch (IOException unusable) {
            refused = now;
            log.warn("kept the old certificate: {}", unusable.getMessage());
        }
    }

    private @Nullable String alias(String... keyTypes) {
        Pair pair = refreshed();
        String own = family(pair.privateKey.getAlgorithm());
        for (String wanted : keyTypes) {
            if (family(wanted).equals(own)) {
                return pair.alias;
            }
        }
        return null;
    }

    /// Types are asked for under several names: `EC`, `EC_EC`, `Ed25519`, `EdDSA`.
    private static String family(String keyType) {
        String name = keyType.toUpperCase(Locale.ROOT);
        if (name.startsWith("ED")) {
            return "ED";
        }
        return name.startsWith("EC") ? "EC" : name;
    }

    private @Nullable Pair pair(String alias) {
        Pair latest = current;
        if (latest.alias.equals(alias)) {
            return latest;
        }
        Pair before = former;
        return before.alias.equals(alias) ? before : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? new String[0] : new String[] {alias};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Pair pair = pair(alias);
        return pair == null ? null : pair.chain.toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Pair pair = pair(alias);
        return pair == null ? null : pair.privateKey;
    }
}
