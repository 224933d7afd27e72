package io.leme.gateway;

import io.leme.client.LemeClient;
import io.leme.client.config.EndpointPolicy;
import io.leme.client.config.TlsMaterial;
import io.leme.client.error.StoreException;
import io.leme.client.kv.ByteSequence;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.cache.CacheSettings;
import io.leme.gateway.cache.CachedObjectStores;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import io.leme.gateway.http.probe.HealthCheck;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.EventExpiry;
import io.leme.gateway.registry.NamespaceCleaner;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.custom.CustomKinds;
import io.leme.gateway.registry.garbage.GarbageCollector;
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
import java.util.concurrent.atomic.AtomicReference;

/// What stands behind the HTTP face: the connection to the store, the schemas and the resources.
final class Backend implements AutoCloseable {
    private static final ByteSequence PROBED_KEY = ByteSequence.utf8("/registry/health");

    private final Closing parts;
    private final KindSchemas schemas;
    private final AtomicReference<ResourceCatalog> catalog;
    private final List<HealthCheck> checks;

    private Backend(
            Closing parts,
            KindSchemas schemas,
            AtomicReference<ResourceCatalog> catalog,
            List<HealthCheck> checks) {
        this.parts = parts;
        this.schemas = schemas;
        this.catalog = catalog;
        this.checks = checks;
    }

    /// Connects to the store and begins to serve what is in it.
    ///
    /// @throws IOException if the store can't be reached or doesn't let the gateway write
    static Backend open(StoreAccess access, Authorizer authorizer) throws IOException {
        var parts = new Closing();
        try {
            return open(connect(access), authorizer, parts);
        } catch (StoreException | ApiException e) {
            parts.close();
            String endpoints = String.join(",", access.endpoints());
            throw new IOException(
                    "the store at " + endpoints + " can't be used: " + e.getMessage(), e);
        }
    }

    private static Backend open(LemeClient client, Authorizer authorizer, Closing parts) {
        parts.add(client);
        client.kv().get(PROBED_KEY);

        KindSchemas schemas = new KindSchemas(ProtobufSchemas.load());
        var engines =
                new EngineParts(
                        schemas,
                        new AdmissionChain(List.of()),
                        Clock.systemUTC(),
                        new SecureRandom());
        var stores = new CachedObjectStores(new EtcdObjectStores(client), CacheSettings.STANDARD);
        parts.add(stores);
        BuiltInKinds.Served stored = BuiltInKinds.serve(engines, stores);
        new Bootstrap(stored.catalog()).run();
        List<Resource> reviews = new Reviews(authorizer).resources();
        var catalog = new AtomicReference<>(with(stored.catalog(), reviews));
        parts.add(EventExpiry.start(stored.catalog(), Clock.systemUTC()));
        parts.add(NamespaceCleaner.start(catalog::get));
        GarbageCollector collector = GarbageCollector.start(stored.catalog());
        parts.add(collector);
        parts.add(
                CustomKinds.start(
                        stored.catalog(),
                        stored.parts(),
                        stores,
                        all -> {
                            catalog.set(with(all, reviews));
                            collector.follow(all);
                        }));
        List<HealthCheck> checks =
                List.of(
                        new HealthCheck("etcd", () -> storeFault(client)),
                        new HealthCheck("informer-sync", () -> cacheFault(stores)));
        return new Backend(parts, schemas, catalog, checks);
    }

    private static ResourceCatalog with(ResourceCatalog stored, List<Resource> reviews) {
        List<Resource> resources = new ArrayList<>(stored.all());
        resources.addAll(reviews);
        return new ResourceCatalog(resources);
    }

    KindSchemas schemas() {
        return schemas;
    }

    /// What is served now.
    ResourceCatalog catalog() {
        return catalog.get();
    }

    /// What has to be well for requests to be answered.
    List<HealthCheck> checks() {
        return checks;
    }

    @Override
    public void close() {
        parts.close();
    }

    private static Optional<String> storeFault(LemeClient client) {
        try {
            client.kv().get(PROBED_KEY);
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> cacheFault(CachedObjectStores stores) {
        return stores.isReady()
                ? Optional.empty()
                : Optional.of("not every kind has been read from the store yet");
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
