package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The containers of a pod's specification: those that run, those that run before them, and those
/// that are added to look at the others.
///
/// @param volumes names of what can be mounted, with what each is made from
/// @param graceSeconds how long the pod has to stop
record Containers(Map<String, String> volumes, long graceSeconds) {
    private static final String NO_SIDECAR =
            "may not be set for init containers without restartPolicy=Always";
    private static final String FOR_LOOKING = "cannot be set for an Ephemeral Container";

    void check(Place spec) {
        Set<String> names = new HashSet<>();
        Set<String> hostPorts = new HashSet<>();
        for (Place container : spec.at("containers").elements()) {
            common(container);
            unique(container, names);
            Handlers.check(container, graceSeconds);
        }
        for (Place container : spec.at("containers").elements()) {
            hostPorts(container, hostPorts);
        }
        for (Place container : spec.at("initContainers").elements()) {
            common(container);
            before(container);
            unique(container, names);
            hostPorts(container, new HashSet<>());
        }
        for (Place container : spec.at("ephemeralContainers").elements()) {
            common(container);
            looking(container, Set.copyOf(names));
            unique(container, names);
        }
    }

    private void common(Place container) {
        ports(container.at("ports"));
        Environment.check(container);
        Volumes.mounts(container, volumes);
        ContainerResources.check(container.at("resources"));
        SecurityContexts.container(container.at("securityContext"));
    }

    private static void unique(Place container, Set<String> names) {
        if (!names.add(container.at("name").text())) {
            container.at("name").duplicate();
        }
    }

    /// Names of ports.
    private static void ports(Place ports) {
        Set<String> names = new HashSet<>();
        for (Place port : ports.elements()) {
            Place name = port.at("name");
            boolean named = name.isFilled() && NameRules.portName(name.text()).isEmpty();
            if (named && !names.add(name.text())) {
                name.duplicate();
            }
        }
    }

    private static void hostPorts(Place container, Set<String> taken) {
        for (Place port : container.at("ports").elements()) {
            long number = port.at("hostPort").number();
            String text =
                    port.at("protocol").text() + "/" + port.at("hostIP").text() + "/" + number;
            if (number != 0 && !taken.add(text)) {
                port.at("hostPort").duplicateOf(text);
            }
        }
    }

    private void before(Place container) {
        if (container.at("restartPolicy").text().equals("Always")) {
            Handlers.check(container, graceSeconds);

            return;
        }
        for (String field :
                List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.at(field).isThere()) {
                container.at(field).forbidden(NO_SIDECAR);
            }
        }
    }

    private static void looking(Place container, Set<String> others) {
        Place target = container.at("targetContainerName");
        if (target.isFilled() && !others.contains(target.text())) {
            target.notFound();
        }
        for (String field :
                List.of("ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle")) {
            if (container.at(field).isThere()) {
                container.at(field).forbidden(FOR_LOOKING);
            }
        }
        if (container.at("resources").isFilled()) {
            container.at("resources").forbidden(FOR_LOOKING);
        }
        for (Place mount : container.at("volumeMounts").elements()) {
            if (mount.at("subPath").isFilled()) {
                mount.at("subPath").forbidden(FOR_LOOKING);
            }
        }
    }
}
