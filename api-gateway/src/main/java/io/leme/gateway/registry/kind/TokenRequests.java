package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.ObjectLookup;
import io.leme.gateway.authn.AccountClaims;
import io.leme.gateway.authn.ServiceAccountTokens;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupKind;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.ResourceDefinition.Subresource;
import io.leme.gateway.registry.SubresourceAction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `serviceaccounts/token`: a token for an account, for ten minutes at least and an hour unless
/// asked otherwise; bound to a pod, secret or node if asked.
public final class TokenRequests implements SubresourceAction {
    /// As it stands beside the accounts.
    static final Subresource SUBRESOURCE =
            new Subresource(
                    "token",
                    new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest"),
                    List.of("create"));

    private static final GroupVersionResource ACCOUNTS =
            new GroupVersionResource("", "v1", "serviceaccounts");
    private static final GroupKind KIND = new GroupKind("authentication.k8s.io", "TokenRequest");
    private static final long SHORTEST_SECONDS = 600;
    private static final long STANDARD_SECONDS = 3600;
    private static final long LONGEST_SECONDS = 1L << 32;

    private final ObjectLookup objects;
    private final ServiceAccountTokens tokens;
    private final InstantSource clock;

    public TokenRequests(ObjectLookup objects, ServiceAccountTokens tokens, InstantSource clock) {
        this.objects = objects;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public ObjectNode perform(
            RequestContext context, NamespacedName name, ObjectNode body, WriteOptions options) {
        ObjectNode account =
                objects.find(ACCOUNTS, name)
                        .orElseThrow(
                                () -> ApiErrors.notFound(ACCOUNTS.groupResource(), name.name()));
        ObjectNode spec = body.withObjectProperty("spec");
        long seconds = spec.path("expirationSeconds").asLong(STANDARD_SECONDS);
        requireLifetime(seconds);
        List<String> audiences = new ArrayList<>();
        spec.path("audiences").forEach(each -> audiences.add(each.asText("")));
        if (audiences.isEmpty()) {
            audiences.add(ServiceAccountTokens.ISSUER);
            spec.putArray("audiences").add(ServiceAccountTokens.ISSUER);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims =
                new AccountClaims(
                        name,
                        ObjectMeta.of(account).uid(),
                        audiences,
                        bound(spec.path("boundObjectRef"), name.namespace()),
                        now,
                        now.plusSeconds(seconds));
        spec.put("expirationSeconds", seconds);
        ObjectMeta.of(body).set("name", name.name());
        ObjectMeta.of(body).set("namespace", name.namespace());
        body.withObject("/metadata").put("creationTimestamp", KubernetesTime.seconds(now));
        body.putObject("status")
                .put("token", tokens.issue(claims))
                .put("expirationTimestamp", KubernetesTime.seconds(claims.expiresAt()));

        return body;
    }

    private static void requireLifetime(long seconds) {
        String wrong = "";
        if (seconds < SHORTEST_SECONDS) {
            wrong = "may not specify a duration less than 10 minutes";
        } else if (seconds > LONGEST_SECONDS) {
            wrong = "may not specify a duration larger than 2^32 seconds";
        }
        if (!wrong.isEmpty()) {
            var error = FieldError.invalid("spec.expirationSeconds", seconds, wrong);
            throw ApiErrors.invalid(KIND, "", List.of(error));
        }
    }

    private Optional<AccountClaims.Bound> bound(JsonNode reference, String namespace) {
        if (!reference.isObject()) {
            return Optional.empty();
        }
        String kind = reference.path("kind").asText("");
        String name = reference.path("name").asText("");
        GroupVersionResource resource =
                switch (kind) {
                    case "Pod" -> new GroupVersionResource("", "v1", "pods");
                    case "Secret" -> new GroupVersionResource("", "v1", "secrets");
                    case "Node" -> new GroupVersionResource("", "v1", "nodes");
                    default ->
                            throw ApiErrors.badRequest(
                                    "cannot bind token for serviceaccount to object of type "
                                            + reference.path("apiVersion").asText("")
                                            + ", Kind="
                                            + kind);
                };
        String place = kind.equals("Node") ? "" : namespace;
        ObjectNode object =
                objects.find(resource, new NamespacedName(place, name))
                        .orElseThrow(() -> ApiErrors.notFound(resource.groupResource(), name));
        String uid = ObjectMeta.of(object).uid();
        String asked = reference.path("uid").asText("");
        if (!asked.isEmpty() && !asked.equals(uid)) {
            throw ApiErrors.conflict(
                    new GroupResource(resource.group(), resource.resource()),
                    name,
                    "the UID in the bound object reference (%s) does not match the UID in record."
                                    .formatted(asked)
                            + " The object might have been deleted and then recreated");
        }

        return Optional.of(new AccountClaims.Bound(kind, name, uid));
    }
}
