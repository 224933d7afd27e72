package io.leme.client.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.leme.client.config.TlsMaterial;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Certificates that follow their files: read once now, and again after each change.
final class TlsIdentity implements AutoCloseable {
    /// The least that the library allows.
    private static final long LOOK_AGAIN_MINUTES = 1;

    private final ChannelCredentials credentials;
    private final List<Closeable> watches;

    private TlsIdentity(ChannelCredentials credentials, List<Closeable> watches) {
        this.credentials = credentials;
        this.watches = watches;
    }

    static TlsIdentity load(TlsMaterial material, ScheduledExecutorService timer)
            throws IOException, GeneralSecurityException {
        TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
        List<Closeable> watches = new ArrayList<>();
        Path authorities = material.certificateAuthorities();
        if (authorities != null) {
            AdvancedTlsX509TrustManager trust = AdvancedTlsX509TrustManager.newBuilder().build();
            watches.add(
                    trust.updateTrustCredentials(
                            authorities.toFile(), LOOK_AGAIN_MINUTES, TimeUnit.MINUTES, timer));
            credentials.trustManager(trust);
        }
        Path chain = material.certificateChain();
        Path key = material.privateKey();
        if (chain != null && key != null) {
            AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
            watches.add(
                    keys.updateIdentityCredentials(
                            chain.toFile(),
                            key.toFile(),
                            LOOK_AGAIN_MINUTES,
                            TimeUnit.MINUTES,
                            timer));
            credentials.keyManager(keys);
        }
        return new TlsIdentity(credentials.build(), List.copyOf(watches));
    }

    ChannelCredentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        for (Closeable watch : watches) {
            try {
                watch.close();
            } catch (IOException impossible) {
                throw new IllegalStateException("a timer can't be cancelled", impossible);
            }
        }
    }
}
