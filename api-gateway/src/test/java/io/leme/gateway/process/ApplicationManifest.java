package io.leme.gateway.process;

import java.util.List;

/// An application of a hundred objects: twelve services of eight objects each, and what they share.
final class ApplicationManifest {
    static final int OBJECTS = 100;

    private static final int SERVICES = 12;

    /// What the services share; the first of it has to be there before the rest is read.
    private static final List<String> SHARED =
            List.of(
                    """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: boats.fleet.example}
                    spec:
                      group: fleet.example
                      scope: Namespaced
                      names: {plural: boats, kind: Boat}
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema:
                          openAPIV3Schema:
                            type: object
                            properties:
                              spec:
                                type: object
                                properties:
                                  oars: {type: integer, default: 2}
                                  crew: {type: array, items: {type: string}}
                    """,
                    """
                    apiVersion: v1
                    kind: Namespace
                    metadata: {name: fleet}
                    """,
                    """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRole
                    metadata: {name: fleet}
                    rules: [{apiGroups: [fleet.example], resources: [boats], verbs: [get, list]}]
                    """,
                    """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRoleBinding
                    metadata: {name: fleet}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: fleet}
                    subjects: [{kind: ServiceAccount, name: part-0, namespace: fleet}]
                    """);

    private static final List<String> SERVICE =
            List.of(
                    """
                    apiVersion: v1
                    kind: ServiceAccount
                    metadata: {name: %1$s, namespace: fleet}
                    """,
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: %1$s, namespace: fleet}
                    data: {name: %1$s}
                    """,
                    """
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: %1$s, namespace: fleet}
                    data: {word: d29yZA==}
                    """,
                    """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: Role
                    metadata: {name: %1$s, namespace: fleet}
                    rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
                    """,
                    """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: RoleBinding
                    metadata: {name: %1$s, namespace: fleet}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
                    subjects: [{kind: ServiceAccount, name: %1$s, namespace: fleet}]
                    """,
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: %1$s, namespace: fleet}
                    spec:
                      selector: {app: %1$s}
                      ports: [{name: http, port: 80, targetPort: 8080}, {name: more, port: 90}]
                    """,
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: %1$s, namespace: fleet, labels: {app: %1$s}}
                    spec:
                      selector: {matchLabels: {app: %1$s}}
                      template:
                        metadata: {labels: {app: %1$s}}
                        spec:
                          serviceAccountName: %1$s
                          containers:
                          - name: main
                            image: registry.example/%1$s:1
                            ports: [{containerPort: 8080}]
                            env: [{name: A, valueFrom: {configMapKeyRef: {name: %1$s, key: a}}}]
                            resources: {limits: {cpu: 500m, memory: 64Mi}}
                            readinessProbe: {httpGet: {port: 8080}}
                    """,
                    """
                    apiVersion: fleet.example/v1
                    kind: Boat
                    metadata: {name: %1$s, namespace: fleet}
                    spec: {crew: [a, b]}
                    """);

    private ApplicationManifest() {}

    /// The definition of its own kind.
    static String definition() {
        return SHARED.getFirst();
    }

    /// All of it, in an order in which it can be created once its own kind is served.
    static String text() {
        var text = new StringBuilder(String.join("---\n", SHARED));
        for (int number = 0; number < SERVICES; number++) {
            for (String object : SERVICE) {
                text.append("---\n").append(object.formatted("part-" + number));
            }
        }

        return text.toString();
    }
}
