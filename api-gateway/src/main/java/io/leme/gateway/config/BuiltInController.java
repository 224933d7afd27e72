package io.leme.gateway.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a full cluster has in its controller manager and the gateway does itself, unless told not
/// to: by the names, old and new, that kube-controller-manager has for them.
public enum BuiltInController {
    /// Empties and releases namespaces that are being deleted.
    NAMESPACE("namespace-controller", "namespace"),
    /// Gives each namespace its service account `default`.
    SERVICE_ACCOUNT("serviceaccount-controller", "serviceaccount"),
    /// Gives each namespace the certificate of the authority, as config map `kube-root-ca.crt`.
    ROOT_AUTHORITY("root-ca-certificate-publisher-controller", "root-ca-cert-publisher"),
    /// Counts what is used of quotas.
    QUOTAS("resourcequota-controller", "resourcequota"),
    /// Deletes what belonged to objects that are gone.
    GARBAGE("garbage-collector-controller", "garbagecollector");

    private final String longName;
    private final String alias;

    BuiltInController(String longName, String alias) {
        this.longName = longName;
        this.alias = alias;
    }

    /// Reads a list as kube-controller-manager's `--controllers` has it: `*` for all, a name for
    /// one, `-NAME` to leave one out; a controller that is named is not left out.
    ///
    /// @param problems takes what is no name
    static Set<BuiltInController> parse(List<String> words, List<String> problems) {
        Set<BuiltInController> chosen = EnumSet.noneOf(BuiltInController.class);
        boolean all = words.contains("*");
        for (BuiltInController each : values()) {
            boolean named = words.contains(each.longName) || words.contains(each.alias);
            boolean barred =
                    words.contains("-" + each.longName) || words.contains("-" + each.alias);
            if (named || (all && !barred)) {
                chosen.add(each);
            }
        }
        words.stream()
                .filter(word -> !word.equals("*") && !isKnown(word))
                .forEach(word -> problems.add("--controllers: there is no controller " + word));
        return chosen;
    }

    private static boolean isKnown(String word) {
        String name = word.startsWith("-") ? word.substring(1) : word;
        for (BuiltInController each : values()) {
            if (name.equals(each.longName) || name.equals(each.alias)) {
                return true;
            }
        }
        return false;
    }
}
