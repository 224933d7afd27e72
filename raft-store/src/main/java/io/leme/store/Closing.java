package io.leme.store;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was opened, to be closed in reverse. One part that fails to close does not keep the others
/// open.
final class Closing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable resource) {}

    synchronized <R extends AutoCloseable> R add(String name, R resource) {
        parts.push(new Part(name, resource));
        return resource;
    }

    // Closing goes on whatever one part does.
    @SuppressWarnings("IllegalCatch")
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.resource.close();
            } catch (Exception failure) {
                log.warn("closing the {} failed: {}", part.name, failure.toString());
            }
        }
    }
}
