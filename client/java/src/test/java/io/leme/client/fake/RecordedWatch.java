package io.leme.client.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.client.error.StoreException;
import io.leme.client.watch.WatchBatch;
import io.leme.client.watch.WatchEvent;
import io.leme.client.watch.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what a watcher tells, a line each, to be read in order: `put a=1@2`, `del a@3`,
/// `progress 4`, `compacted 5`, `error CODE text`, `broken`, `closed`.
public final class RecordedWatch implements WatchListener {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void onEvents(WatchBatch batch) {
        batch.events().forEach(event -> lines.add(line(event)));
    }

    private static String line(WatchEvent event) {
        String key = event.kv().key().toUtf8();
        long revision = event.kv().modRevision();
        return switch (event.type()) {
            case PUT -> "put " + key + "=" + event.kv().value().toUtf8() + "@" + revision;
            case DELETE -> "del " + key + "@" + revision;
        };
    }

    @Override
    public void onProgress(long revision) {
        lines.add("progress " + revision);
    }

    @Override
    public void onCompacted(long compactRevision) {
        lines.add("compacted " + compactRevision);
    }

    @Override
    public void onError(StoreException error) {
        lines.add("error " + error.code() + " " + error.text());
    }

    @Override
    public void onDisconnected(StoreException cause) {
        lines.add("broken");
    }

    @Override
    public void onClosed() {
        lines.add("closed");
    }

    /// The next line, waited for.
    public String next() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("something the watcher tells").isNotNull();
        return line;
    }

    /// The next lines, waited for.
    public List<String> next(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(next());
        }
        return taken;
    }

    /// The next lines that are changes; the telling of breaks between them is passed over.
    public List<String> nextChanges(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            String line = next();
            if (!line.equals("broken")) {
                taken.add(line);
            }
        }
        return taken;
    }

    /// What has been told and not been read.
    public List<String> unread() {
        return List.copyOf(lines);
    }
}
