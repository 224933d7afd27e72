package io.leme.gateway;

import io.leme.gateway.config.UpSettings;
import io.leme.store.StoreServer;
import io.leme.store.config.StoreSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store of `leme up`: one member, told what to do in the flags of `leme store`. All its ports
/// use TLS, and it takes writes from the gateway's certificate alone.
final class UpStore {
    private static final Logger LOG = LoggerFactory.getLogger(UpStore.class);
    private static final long LONGEST_START_SECONDS = 60;
    private static final int BROKEN = 3;

    private UpStore() {}

    /// Starts the store and waits until it can be written to.
    ///
    /// @param clientUrl where clients reach it
    static StoreServer start(UpSettings settings, UpKeys keys, String clientUrl)
            throws IOException, InterruptedException {
        var request = StoreSettings.parse(flags(settings, keys, clientUrl), Map.of());
        if (!(request instanceof StoreSettings.Request.Start(StoreSettings storeSettings))) {
            throw new IllegalStateException("flags that ask for no start");
        }

        StoreServer store = StoreServer.start(storeSettings, UpStore::halt);
        try {
            store.ready().get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
            return store;
        } catch (ExecutionException | TimeoutException e) {
            store.close();
            throw new LaunchException("the store did not become ready: " + e, e);
        } catch (InterruptedException e) {
            store.close();
            throw e;
        }
    }

    private static List<String> flags(UpSettings settings, UpKeys keys, String clientUrl) {
        String peerUrl = ReachableHost.url(settings.host(), settings.peerPort());
        return List.of(
                "--name=leme",
                "--data-dir=" + settings.data().store(),
                "--listen-client-urls=https://" + settings.host() + ":" + settings.clientPort(),
                "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=https://" + settings.host() + ":" + settings.peerPort(),
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=leme=" + peerUrl,
                "--initial-cluster-token=leme-up",
                "--cert-file=" + keys.server().certificate(),
                "--key-file=" + keys.server().key(),
                "--trusted-ca-file=" + keys.authority(),
                "--client-cert-auth=true",
                "--peer-cert-file=" + keys.peer().certificate(),
                "--peer-key-file=" + keys.peer().key(),
                "--peer-trusted-ca-file=" + keys.authority(),
                "--peer-client-cert-auth=true",
                "--writer-identity=" + UpKeys.GATEWAY_NAME);
    }

    /// Ends the process at once, without an orderly close: what would run can't be trusted.
    private static void halt(String reason, Throwable cause) {
        LOG.error("The store halts: {}", reason, cause);
        Runtime.getRuntime().halt(BROKEN);
    }
}
