package io.leme.client.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.client.error.StoreException;
import io.leme.client.lease.LeaseListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what the renewing of a lease tells: `renewed 5`, `lost CODE`.
public final class RecordedLease implements LeaseListener {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void onRenewed(long ttlSeconds) {
        lines.add("renewed " + ttlSeconds);
    }

    @Override
    public void onLost(StoreException cause) {
        lines.add("lost " + cause.code());
    }

    /// The next line, waited for.
    public String next() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("something the renewing tells").isNotNull();
        return line;
    }
}
