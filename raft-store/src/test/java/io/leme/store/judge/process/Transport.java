package io.leme.store.judge.process;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// How a cluster is spoken to, by clients and by its own members.
public sealed interface Transport {
    /// The scheme of the members' URLs.
    String scheme();

    /// What a member is told about it.
    List<String> serverFlags();

    /// What `etcdctl` is told about it.
    List<String> clientFlags();

    /// What a gRPC client needs for it.
    ChannelCredentials credentials();

    /// Nothing is encrypted.
    record Plaintext() implements Transport {
        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public List<String> serverFlags() {
            return List.of();
        }

        @Override
        public List<String> clientFlags() {
            return List.of();
        }

        @Override
        public ChannelCredentials credentials() {
            return InsecureChannelCredentials.create();
        }
    }

    /// TLS on both ports, where clients and peers have to show a certificate too; one serves all.
    ///
    /// @param authority who is trusted
    /// @param certificate for 127.0.0.1
    /// @param key of the certificate
    record Tls(Path authority, Path certificate, Path key) implements Transport {
        @Override
        public String scheme() {
            return "https";
        }

        @Override
        public List<String> serverFlags() {
            return List.of(
                    "--client-cert-auth",
                    "--trusted-ca-file=" + authority,
                    "--cert-file=" + certificate,
                    "--key-file=" + key,
                    "--peer-client-cert-auth",
                    "--peer-trusted-ca-file=" + authority,
                    "--peer-cert-file=" + certificate,
                    "--peer-key-file=" + key);
        }

        @Override
        public List<String> clientFlags() {
            return List.of("--cacert=" + authority, "--cert=" + certificate, "--key=" + key);
        }

        @Override
        public ChannelCredentials credentials() {
            try {
                return TlsChannelCredentials.newBuilder()
                        .trustManager(authority.toFile())
                        .keyManager(certificate.toFile(), key.toFile())
                        .build();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
