package io.leme.gateway;

import io.leme.gateway.config.UpSettings;
import java.time.Duration;

/// What `leme up` says when it is ready: where everything is, and how to go on.
final class UpGreeting {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private UpGreeting() {}

    static String text(UpSettings settings, UpEndpoints endpoints, Duration took) {
        var data = settings.data();
        String again =
                settings.dataDirectoryGiven()
                        ? " --data-dir " + EnvCommand.quoted(data.root().toString())
                        : "";
        return """
        Leme is ready (%.1f s).

          Kubernetes API  %s
          etcd API        %s
          kubeconfig      %s
          data directory  %s

        In another shell:
          eval "$(./leme env%s)"
          kubectl get namespaces
          etcdctl get /registry/ --prefix --keys-only

        Stop with Ctrl-C.
        """
                .formatted(
                        took.toMillis() / MILLIS_PER_SECOND,
                        endpoints.gateway(),
                        endpoints.store(),
                        data.kubeconfig(),
                        data.root(),
                        again);
    }
}
