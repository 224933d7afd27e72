package io.leme.gateway;

import io.leme.client.LemeClient;
import io.leme.client.config.EndpointPolicy;
import io.leme.client.config.TlsMaterial;
import io.leme.client.error.StoreException;
import io.leme.client.kv.ByteSequence;
import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.admission.DefaultClasses;
import io.leme.gateway.admission.LimitRanges;
import io.leme.gateway.admission.PodPriority;
import io.leme.gateway.admission.PodTolerations;
import io.leme.gateway.admission.ResourceQuotas;
import io.leme.gateway.admission.ServiceAccounts;
import io.leme.gateway.admission.SigningRequests;
import io.leme.gateway.authn.Authenticator;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.cache.CacheSettings;
import io.leme.gateway.cache.CachedObjectStores;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.config.BuiltInController;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import io.leme.gateway.http.probe.HealthCheck;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.pki.PemFiles;
import io.leme.gateway.registry.Bootstrap;
import io.leme.gateway.registry.CatalogLookup;
import io.leme.gateway.registry.ClusterService;
import io.leme.gateway.registry.EngineParts;
import io.leme.gateway.registry.EventExpiry;
import io.leme.gateway.registry.NamespaceChores;
import io.leme.gateway.registry.NamespaceCleaner;
import io.leme.gateway.registry.QuotaKeeper;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.custom.CustomKinds;
import io.leme.gateway.registry.garbage.GarbageCollector;
import io.leme.gateway.registry.kind.BuiltInKinds;
import io.leme.gateway.registry.kind.TokenRequests;
import io.leme.gateway.registry.shown.Components;
import io.leme.gateway.registry.shown.ServedGroups;
import io.leme.gateway.review.Reviews;
import io.leme.gateway.storage.etcd.EtcdObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What stands behind the HTTP face: the connection to the store, the schemas and the resources.
final class Backend implements AutoCloseable {
    private static final ByteSequence PROBED_KEY = ByteSequence.utf8("/registry/health");

    /// Between two looks for a service account that is about to be made.
    private static final Duration ACCOUNT_WAIT = Duration.ofMillis(100);

    private final Closing parts;
    private final KindSchemas schemas;
    private final AtomicReference<ResourceCatalog> catalog;
    private final Authenticator authenticator;
    private final List<HealthCheck> checks;

    private Backend(
            Closing parts,
            KindSchemas schemas,
            AtomicReference<ResourceCatalog> catalog,
            Authenticator authenticator,
            List<HealthCheck> checks) {
        this.parts = parts;
        this.schemas = schemas;
        this.catalog = catalog;
        this.authenticator = authenticator;
        this.checks = checks;
    }

    /// Connects to the store and begins to serve what is in it.
    ///
    /// @throws IOException if the store can't be reached or doesn't let the gateway write
    static Backend open(GatewayServer.Settings settings, KindSchemas schemas, Authorizer authorizer)
            throws IOException {
        var parts = new Closing();
        try {
            return open(connect(settings.store()), settings, schemas, authorizer, parts);
        } catch (StoreException | ApiException e) {
            parts.close();
            String endpoints = String.join(",", settings.store().endpoints());
            throw new IOException(
                    "the store at " + endpoints + " can't be used: " + e.getMessage(), e);
        }
    }

    private static Backend open(
            LemeClient client,
            GatewayServer.Settings settings,
            KindSchemas schemas,
            Authorizer authorizer,
            Closing parts) {
        parts.add(client);
        client.kv().get(PROBED_KEY);

        var stores = new CachedObjectStores(new EtcdObjectStores(client), CacheSettings.STANDARD);
        parts.add(stores);
        var catalog = new AtomicReference<>(new ResourceCatalog(List.of()));
        var lookup = new CatalogLookup(catalog::get);
        Callers callers = Callers.of(settings.trust(), lookup);
        var quotas = new QuotaKeeper(catalog::get);
        parts.add(quotas);
        BuiltInKinds.Served stored =
                BuiltInKinds.serve(
                        engines(schemas, lookup, quotas),
                        stores,
                        Map.of(
                                "token",
                                new TokenRequests(lookup, callers.accounts(), Clock.systemUTC())));
        new Bootstrap(stored.catalog()).run();
        List<Resource> unstored =
                new ArrayList<>(new Reviews(authorizer, callers.authenticator()).resources());
        unstored.add(ServedGroups.resource(catalog::get, Clock.systemUTC().instant()));
        unstored.add(Components.resource(() -> storeFault(client)));
        catalog.set(with(stored.catalog(), unstored));
        new ClusterService(
                        stored.catalog(),
                        ReachableHost.address(settings.listen().getAddress()),
                        settings.listen().getPort())
                .publish();
        if (settings.controllers().contains(BuiltInController.QUOTAS)) {
            quotas.start();
        }
        Consumer<ResourceCatalog> published =
                all -> {
                    catalog.set(with(all, unstored));
                    quotas.follow(all);
                };
        control(settings, stored, stores, catalog::get, published, parts);
        List<HealthCheck> checks =
                List.of(
                        new HealthCheck("etcd", () -> storeFault(client)),
                        new HealthCheck("informer-sync", () -> cacheFault(stores)));
        return new Backend(parts, schemas, catalog, callers.authenticator(), checks);
    }

    private static EngineParts engines(
            KindSchemas schemas, CatalogLookup lookup, QuotaKeeper quotas) {
        Runnable pause = () -> LockSupport.parkNanos(ACCOUNT_WAIT.toNanos());
        var random = new SecureRandom();
        var admission =
                new AdmissionChain(
                        List.of(
                                new ServiceAccounts(lookup, pause, random),
                                new PodPriority(lookup),
                                new PodTolerations(),
                                new DefaultClasses(lookup),
                                new SigningRequests(),
                                new LimitRanges(lookup),
                                new ResourceQuotas(lookup, lookup, quotas::recount)));
        return new EngineParts(schemas, admission, Clock.systemUTC(), random);
    }

    /// Starts what acts by itself.
    private static void control(
            GatewayServer.Settings settings,
            BuiltInKinds.Served stored,
            CachedObjectStores stores,
            Supplier<ResourceCatalog> catalog,
            Consumer<ResourceCatalog> published,
            Closing parts) {
        Set<BuiltInController> wanted = settings.controllers();
        parts.add(EventExpiry.start(stored.catalog(), Clock.systemUTC()));
        parts.add(NamespaceCleaner.start(catalog, chores(settings), Clock.systemUTC()));
        Consumer<ResourceCatalog> follower = published;
        if (wanted.contains(BuiltInController.GARBAGE)) {
            GarbageCollector collector = GarbageCollector.start(stored.catalog());
            parts.add(collector);
            follower = published.andThen(collector::follow);
        }
        parts.add(CustomKinds.start(stored.catalog(), stored.parts(), stores, follower));
    }

    private static NamespaceChores chores(GatewayServer.Settings settings) {
        Set<BuiltInController> wanted = settings.controllers();
        return new NamespaceChores(
                wanted.contains(BuiltInController.NAMESPACE),
                wanted.contains(BuiltInController.SERVICE_ACCOUNT),
                settings.trust()
                        .rootAuthority()
                        .filter(_ -> wanted.contains(BuiltInController.ROOT_AUTHORITY))
                        .map(PemFiles::certificates)
                        .map(chain ->
                                chain.stream().map(PemFiles::text).collect(Collectors.joining())));
    }

    private static ResourceCatalog with(ResourceCatalog stored, List<Resource> unstored) {
        List<Resource> resources = new ArrayList<>(stored.all());
        resources.addAll(unstored);
        return new ResourceCatalog(resources);
    }

    KindSchemas schemas() {
        return schemas;
    }

    /// What is served now.
    ResourceCatalog catalog() {
        return catalog.get();
    }

    /// Knows callers.
    Authenticator authenticator() {
        return authenticator;
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
