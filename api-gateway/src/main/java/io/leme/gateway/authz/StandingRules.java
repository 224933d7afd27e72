package io.leme.gateway.authz;

import io.leme.gateway.authn.User;
import java.util.Set;

/// The rules that hold before any policy is read: administrators may do everything, everyone may
/// ask for health and version, and everyone who is known may look at what the API offers and ask
/// about themselves.
public final class StandingRules implements Authorizer {
    private static final Set<String> HEALTH_AND_VERSION =
            Set.of("/healthz", "/livez", "/readyz", "/version");
    private static final Set<String> DISCOVERY = Set.of("/api", "/apis", "/openapi");
    private static final Set<String> REVIEW_GROUPS =
            Set.of("authorization.k8s.io", "authentication.k8s.io");
    private static final Set<String> SELF_REVIEWS =
            Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");
    private static final Set<String> READING = Set.of("get", "head");

    @Override
    public Decision decide(User user, Action action) {
        if (user.groups().contains(User.MASTERS)) {
            return new Decision.Allowed("the user is an administrator");
        }
        boolean known = user.groups().contains(User.AUTHENTICATED);
        return switch (action) {
            case Action.OnPath path when READING.contains(path.verb()) -> read(known, path.path());
            case Action.OnResource resource when known && isAboutSelf(resource) ->
                    new Decision.Allowed("known users may ask about themselves");
            case Action.OnPath _, Action.OnResource _ -> new Decision.NoOpinion("");
        };
    }

    /// Whether the path may be read by callers who show no credentials at all.
    public static boolean isOpenToAll(String path) {
        return isUnder(HEALTH_AND_VERSION, path);
    }

    private static Decision read(boolean known, String path) {
        if (isOpenToAll(path)) {
            return new Decision.Allowed("health and version are open to all");
        }
        if (known && (path.equals("/") || isUnder(DISCOVERY, path))) {
            return new Decision.Allowed("discovery is open to known users");
        }
        return new Decision.NoOpinion("");
    }

    private static boolean isAboutSelf(Action.OnResource action) {
        return action.verb().equals("create")
                && REVIEW_GROUPS.contains(action.group())
                && SELF_REVIEWS.contains(action.resource());
    }

    private static boolean isUnder(Set<String> roots, String path) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
