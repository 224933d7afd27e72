package io.leme.gateway.process;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writers that create, change and delete the same few config maps in a random order, whatever
/// becomes of each write.
final class RandomWrites implements AutoCloseable {
    private static final int NAMES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(RandomWrites.class);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int LEAST_WRITES = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final AtomicLong done = new AtomicLong();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean over;

    private RandomWrites(KubernetesClient client) {
        this.client = client;
    }

    static void createNamespace(KubernetesClient client) {
        client.namespaces()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(ManyInformersTest.NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
    }

    static RandomWrites start(KubernetesClient client, int writers) {
        var writes = new RandomWrites(client);
        for (int seed = 0; seed < writers; seed++) {
            Random random = new Random(seed);
            writes.writers.add(
                    Thread.ofPlatform().name("writer-" + seed).start(() -> writes.write(random)));
        }
        return writes;
    }

    /// Waits for that long, and until some more writes have succeeded.
    void awaitMore(Duration atLeast) throws InterruptedException {
        long before = done.get();
        long start = System.nanoTime();
        while (done.get() < before + LEAST_WRITES
                || System.nanoTime() - start < atLeast.toNanos()) {
            if (System.nanoTime() - start > atLeast.plus(LONGEST_WAIT).toNanos()) {
                throw new AssertionError("no write succeeds any more");
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private void write(Random random) {
        while (!over) {
            // As fast as fifty informers on a small machine can follow.
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                writeOne(random);
                done.incrementAndGet();
            } catch (KubernetesClientException refused) {
                LOG.debug("A write that is part of the story", refused);
            }
        }
    }

    private void writeOne(Random random) {
        ConfigMap map =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("map-" + random.nextInt(NAMES))
                        .withNamespace(ManyInformersTest.NAMESPACE)
                        .endMetadata()
                        .withData(Map.of("value", Integer.toString(random.nextInt())))
                        .build();
        var resource = client.resource(map);
        switch (random.nextInt(4)) {
            case 0 -> resource.create();
            case 1 -> resource.delete();
            default -> resource.update();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread writer : writers) {
            writer.join();
        }
    }
}
