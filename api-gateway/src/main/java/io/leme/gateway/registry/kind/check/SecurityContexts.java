package io.leme.gateway.registry.kind.check;

import java.util.List;

/// As whom, and with which rights, pods and their containers run.
final class SecurityContexts {
    private static final List<String> SECCOMP =
            List.of("Localhost", "RuntimeDefault", "Unconfined");

    private SecurityContexts() {}

    static void pod(Place context) {
        identity(context, "fsGroup");
        identity(context, "runAsUser");
        identity(context, "runAsGroup");
        context.at("supplementalGroups").elements().forEach(SecurityContexts::identity);
        Place change = context.at("fsGroupChangePolicy");
        if (change.isThere() && !List.of("Always", "OnRootMismatch").contains(change.text())) {
            change.notSupported(List.of("Always", "OnRootMismatch"));
        }
        seccomp(context.at("seccompProfile"));
    }

    static void container(Place context) {
        identity(context, "runAsUser");
        identity(context, "runAsGroup");
        seccomp(context.at("seccompProfile"));
        Place escalation = context.at("allowPrivilegeEscalation");
        if (!escalation.isThere() || escalation.isTrue()) {
            return;
        }
        if (context.at("privileged").isTrue()) {
            context.invalid(
                    "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
        for (Place capability : context.at("capabilities").at("add").elements()) {
            if (capability.text().equals("CAP_SYS_ADMIN")) {
                context.invalid(
                        "cannot set `allowPrivilegeEscalation` to false and "
                                + "`capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }

    private static void identity(Place context, String field) {
        if (context.at(field).isThere()) {
            identity(context.at(field));
        }
    }

    private static void identity(Place number) {
        if (number.number() < 0 || number.number() > Integer.MAX_VALUE) {
            number.invalid("must be between 0 and 2147483647, inclusive");
        }
    }

    private static void seccomp(Place profile) {
        if (!profile.isThere()) {
            return;
        }
        Place type = profile.at("type");
        Place local = profile.at("localhostProfile");
        if (!type.isFilled()) {
            type.required("type is required when seccompProfile is set");
        } else if (!SECCOMP.contains(type.text())) {
            type.notSupported(SECCOMP);
        } else if (type.text().equals("Localhost")) {
            if (!local.isThere()) {
                local.required("must be set when seccomp type is Localhost");
            }
        } else if (local.isThere()) {
            local.invalid("can only be set when seccomp type is Localhost");
        }
    }
}
