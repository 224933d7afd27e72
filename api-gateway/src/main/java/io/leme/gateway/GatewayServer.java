package io.leme.gateway;

import io.leme.gateway.audit.LoggedTrail;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.authz.StandingRules;
import io.leme.gateway.codec.ObjectDecoder;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.codec.patch.PatchReader;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.config.BuiltInController;
import io.leme.gateway.config.GatewaySettings.KeyPairFiles;
import io.leme.gateway.config.GatewaySettings.StoreAccess;
import io.leme.gateway.flow.InFlight;
import io.leme.gateway.http.ArmeriaServer;
import io.leme.gateway.http.CatalogHandler;
import io.leme.gateway.http.Deadlines;
import io.leme.gateway.http.GatewayChain;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.Routes;
import io.leme.gateway.http.TlsSettings;
import io.leme.gateway.http.discovery.DiscoveryHandler;
import io.leme.gateway.http.openapi.OpenApiHandler;
import io.leme.gateway.http.openapi.SwaggerHandler;
import io.leme.gateway.http.probe.HealthCheck;
import io.leme.gateway.http.probe.HealthHandler;
import io.leme.gateway.http.probe.MetricsHandler;
import io.leme.gateway.http.probe.VersionHandler;
import io.leme.gateway.http.resource.ResourceHandler;
import io.leme.gateway.pki.PemFiles;
import io.leme.gateway.telemetry.RequestMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running gateway: everything is put together here, from the store up to the port, and taken
/// apart in reverse.
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

    private final Closing parts;
    private final ArmeriaServer port;

    private GatewayServer(Closing parts, ArmeriaServer port) {
        this.parts = parts;
        this.port = port;
    }

    /// What a gateway needs to know.
    ///
    /// @param listen port 0 stands for any free one
    /// @param store where objects are kept
    /// @param identity the server's certificate and key
    /// @param trust by what callers are known
    /// @param controllers that run in this gateway
    public record Settings(
            InetSocketAddress listen,
            StoreAccess store,
            KeyPairFiles identity,
            Trust trust,
            Set<BuiltInController> controllers) {
        public Settings {
            controllers = Set.copyOf(controllers);
        }
    }

    /// By what callers are known, and they know the gateway.
    ///
    /// @param clientAuthority whose client certificates are good; empty for none
    /// @param tokens the file of bearer tokens; empty for none
    /// @param serviceAccounts signs the tokens of service accounts: a P-256 key, and the
    ///   certificate of which the public half is taken
    /// @param rootAuthority who signed the gateway's own certificate, for pods; empty if not known
    public record Trust(
            Optional<Path> clientAuthority,
            Optional<Path> tokens,
            KeyPairFiles serviceAccounts,
            Optional<Path> rootAuthority) {}

    /// Starts a gateway. Returns when it answers requests.
    ///
    /// @throws IOException if the store can't be reached or the port can't be had
    public static GatewayServer start(Settings settings) throws IOException {
        return start(settings, schemas());
    }

    /// What gateways know of the built-in kinds. Making it takes a part of a start's time and needs
    /// nothing else to be there.
    static KindSchemas schemas() {
        return new KindSchemas(ProtobufSchemas.load());
    }

    /// The same, with schemas of its own.
    static GatewayServer start(Settings settings, KindSchemas schemas) throws IOException {
        var parts = new Closing();
        try {
            Authorizer authorizer = new StandingRules();
            Backend backend = Backend.open(settings, schemas, authorizer);
            parts.add(backend);
            var deadlines = new Deadlines();
            parts.add(deadlines);
            var metrics = new RequestMetrics();
            var writer = new ProtobufWriter(backend.schemas().builtIn());
            Handler chain =
                    GatewayChain.around(
                            routes(backend, settings.listen().getPort(), metrics, writer),
                            new GatewayChain.Parts(
                                    backend.authenticator(),
                                    authorizer,
                                    new InFlight(
                                            InFlight.DEFAULT_MAX_READING,
                                            InFlight.DEFAULT_MAX_CHANGING),
                                    new LoggedTrail(),
                                    deadlines,
                                    Clock.systemUTC()),
                            metrics,
                            writer);
            var port = ArmeriaServer.start(settings.listen(), tls(settings), chain);
            parts.add(port);
            LOG.info("The gateway listens on {}", port.address());
            return new GatewayServer(parts, port);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /// Where the gateway listens.
    public InetSocketAddress address() {
        return port.address();
    }

    @Override
    public void close() {
        parts.close();
    }

    private static Handler routes(
            Backend backend, int port, RequestMetrics metrics, ProtobufWriter writer) {
        var clock = Clock.systemUTC();
        var schemas = backend.schemas();
        var resources =
                new ResourceHandler(
                        backend::catalog,
                        new ObjectDecoder(schemas),
                        new PatchReader(schemas.builtIn()),
                        writer,
                        clock);
        Handler discovery =
                new CatalogHandler<DiscoveryHandler>(
                        backend::catalog,
                        (catalog, _) -> new DiscoveryHandler(catalog, "localhost:" + port));

        List<HealthCheck> checks = new ArrayList<>(List.of(HealthCheck.PING));
        checks.addAll(backend.checks());
        Map<String, Handler> others = new HashMap<>();
        others.put("/api", discovery);
        others.put("/apis", discovery);
        others.put(
                "/openapi/v3",
                new CatalogHandler<OpenApiHandler>(
                        backend::catalog,
                        (catalog, previous) ->
                                new OpenApiHandler(
                                        catalog, schemas, VersionHandler.VERSION, previous)));
        others.put(
                "/openapi/v2",
                new CatalogHandler<SwaggerHandler>(
                        backend::catalog,
                        (catalog, _) ->
                                new SwaggerHandler(catalog, schemas, VersionHandler.VERSION)));
        others.put("/version", new VersionHandler());
        others.put("/metrics", new MetricsHandler(metrics));
        for (String probe : List.of("healthz", "livez", "readyz")) {
            others.put("/" + probe, new HealthHandler(probe, checks));
        }
        return new Routes(resources, others);
    }

    private static TlsSettings tls(Settings settings) {
        KeyPairFiles identity = settings.identity();
        List<X509Certificate> authorities =
                settings.trust().clientAuthority().map(PemFiles::certificates).orElse(List.of());
        return new TlsSettings(
                PemFiles.certificates(identity.certificate()),
                PemFiles.privateKey(identity.key()),
                authorities);
    }
}
