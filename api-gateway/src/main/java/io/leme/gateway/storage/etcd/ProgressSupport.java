package io.leme.gateway.storage.etcd;

import io.leme.client.config.Endpoint;
import io.leme.client.error.StoreException;
import io.leme.client.maintenance.Maintenance;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether all members may be asked for progress: those of etcd before 3.4.25 and 3.5.8 can answer
/// with a revision whose events they have not sent yet, and who believes them shows old lists as
/// new.
///
/// Threads: any. A member is asked for its version until it has told it, at most every 5 s.
final class ProgressSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressSupport.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(5);

    private final Maintenance maintenance;
    private final Map<Endpoint, Boolean> known = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private long nextAskNanos = System.nanoTime();

    ProgressSupport(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    /// False also while a member has not told its version yet.
    boolean isSound() {
        if (known.size() < maintenance.endpoints().size()) {
            ask();
        }

        return known.size() == maintenance.endpoints().size() && !known.containsValue(false);
    }

    /// @param version such as `3.5.8`; what is no version is taken for an old one
    static boolean isSoundVersion(String version) {
        String[] parts = version.split("[.+-]", -1);
        if (parts.length < 3) {
            return false;
        }

        try {
            int major = Integer.parseInt(parts[0]);
            int minor = Integer.parseInt(parts[1]);
            int patch = Integer.parseInt(parts[2]);

            return switch (minor) {
                case 0, 1, 2, 3 -> major > 3;
                case 4 -> major > 3 || patch >= 25;
                case 5 -> major > 3 || patch >= 8;
                default -> major >= 3;
            };
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private void ask() {
        if (!asking.tryLock()) {
            return;
        }

        try {
            if (System.nanoTime() - nextAskNanos >= 0) {
                maintenance.endpoints().forEach(this::ask);
                nextAskNanos = System.nanoTime() + ASK_EVERY.toNanos();
            }
        } finally {
            asking.unlock();
        }
    }

    private void ask(Endpoint endpoint) {
        if (known.containsKey(endpoint)) {
            return;
        }

        try {
            String version = maintenance.status(endpoint).version();
            known.put(endpoint, isSoundVersion(version));
            if (!isSoundVersion(version)) {
                LOG.info(
                        "{} is version {}, whose progress can't be trusted: lists are read from "
                                + "it.",
                        endpoint,
                        version);
            }
        } catch (StoreException unreachable) {
            LOG.debug("{} does not tell its version: {}", endpoint, unreachable.text());
        }
    }
}
