package io.leme.gateway.process;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.function.Consumer;

/// Notes what a watch tells, as `ADDED name`.
record RecordingWatcher(Consumer<String> events) implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap resource) {
        events.accept(action + " " + resource.getMetadata().getName());
    }

    @Override
    public void onClose(WatcherException cause) {
        events.accept("closed by " + cause.getMessage());
    }
}
