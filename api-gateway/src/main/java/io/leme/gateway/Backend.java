package io.leme.gateway;

import io.leme.client.LemeClient;
import io.leme.client.config.EndpointPolicy;
import io.leme.client.config.TlsMaterial;
import io.leme.client.error.StoreException;
import io.leme.client.kv.ByteSequence;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import io.leme.gateway.http.probe.HealthCheck;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.kind.BuiltInKinds;
import io.leme.gateway.review.Reviews;
import io.leme.gateway.storage.etcd.EtcdObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands behind the HTTP face: the connection to the store, the schemas and the resources.
final class Backend implements AutoCloseable {
    private static final ByteSequence PROBED_KEY = ByteSequence.utf8("/registry/health");

    private final LemeClient client;
    private final ProtobufSchemas schemas;
    private final ResourceCatalog catalog;

    private Backend(LemeClient client, ProtobufSchemas schemas, ResourceCatalog catalog) {
        this.client = client;
        this.schemas = schemas;
        this.catalog = catalog;
    }

    /// Connects to the store and begins to serve what is in it.
    ///
    /// @throws IOException if the store can't be reached
    static Backend open(StoreAccess access, Authorizer authorizer) throws IOException {
        LemeClient client = connect(access);
        try {
            client.kv().get(PROBED_KEY);
        } catch (StoreException e) {
            client.close();
            throw new IOException(
                    "the store at "
                            + String.join(",", access.endpoints())
                            + " can't be reached: "
                            + e.getMessage(),
                    e);
        }
        ProtobufSchemas schemas = ProtobufSchemas.load();
        var parts =
                new EngineParts(
                        schemas,
                        new AdmissionChain(List.of()),
                        Clock.systemUTC(),
                        new SecureRandom());
        ResourceCatalog stored = BuiltInKinds.catalog(parts, new EtcdObjectStores(client));
        new Bootstrap(stored).run();
        List<Resource> resources = new ArrayList<>(stored.all());
        resources.addAll(new Reviews(authorizer).resources());
        return new Backend(client, schemas, new ResourceCatalog(resources));
    }

    ProtobufSchemas schemas() {
        return schemas;
    }

    ResourceCatalog catalog() {
        return catalog;
    }

    /// What has to be well for requests to be answered.
    List<HealthCheck> checks() {
        return List.of(new HealthCheck("etcd", this::storeFault));
    }

    @Override
    public void close() {
        client.close();
    }

    private Optional<String> storeFault() {
        try {
            client.kv().get(PROBED_KEY);
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static LemeClient connect(StoreAccess access) {
        var builder =
                LemeClient.builder()
                        .endpoints(access.endpoints().toArray(String[]::new))
                        .policy(EndpointPolicy.STICKY)
                        .userAgent("leme-gateway");
        boolean secure = access.endpoints().stream().anyMatch(each -> each.startsWith("https:"));
        if (secure) {
            Path certificate = access.identity().map(KeyPairFiles::certificate).orElse(null);
            Path key = access.identity().map(KeyPairFiles::key).orElse(null);
            builder.tls(new TlsMaterial(access.authority().orElse(null), certificate, key));
        }
        return builder.build();
    }
}
