package io.leme.gateway.registry;

import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.storage.ObjectWatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows one resource for as long as the gateway runs, on a thread of its own: opens a watch, has
/// it read to its end, and after a pause begins anew, whatever went wrong. Its objects come in the
/// version in which they are stored.
public final class ResourceFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceFollower.class);

    private final Resource resource;
    private final ListOptions from;
    private final Pauses pauses;
    private final Reading reading;
    private final Thread thread;

    private volatile @Nullable ObjectWatch watch;
    private volatile boolean closed;

    /// How long to wait for the next watch when one has ended, and when one has failed.
    public record Pauses(Duration afterEnd, Duration afterFailure) {}

    /// Reads one watch; returns when it has ended.
    @FunctionalInterface
    public interface Reading {
        void read(ObjectWatch open) throws InterruptedException;
    }

    /// @param from where each watch begins
    public ResourceFollower(
            Resource resource, ListOptions from, Pauses pauses, String thread, Reading reading) {
        this.resource = resource;
        this.from = from;
        this.pauses = pauses;
        this.reading = reading;
        this.thread = Thread.ofVirtual().name(thread).unstarted(this::follow);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        ObjectWatch open = watch;
        if (open != null) {
            open.close();
        }
    }

    private void follow() {
        while (!closed) {
            try {
                Thread.sleep(readOnce() ? pauses.afterEnd() : pauses.afterFailure());
            } catch (InterruptedException stopped) {
                closed = true;
            }
        }
    }

    /// False when the watch failed.
    private boolean readOnce() throws InterruptedException {
        try (ObjectWatch open = resource.watchStored("", from)) {
            watch = open;
            reading.read(open);
            return true;
        } catch (ApiException failure) {
            LOG.info("{} can't be followed now: {}", name(), failure.status().message());
        } catch (RuntimeException broken) {
            if (!closed) {
                LOG.warn("Following {} failed and is begun anew.", name(), broken);
            }
        }
        return false;
    }

    private String name() {
        return resource.definition().resource().groupResource().toString();
    }
}
