package io.leme.gateway.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.Requester;
import io.leme.gateway.authn.Authenticator;
import io.leme.gateway.authn.Credentials;
import io.leme.gateway.authn.User;
import io.leme.gateway.authn.Verdict;
import io.leme.gateway.authz.Action;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.authz.Decision;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All reviews that are served.
public final class Reviews {
    private static final GroupVersion AUTHENTICATION =
            new GroupVersion("authentication.k8s.io", "v1");
    private static final GroupVersion AUTHORIZATION =
            new GroupVersion("authorization.k8s.io", "v1");

    private static final List<String> SELF_REVIEWS =
            List.of(
                    "selfsubjectaccessreviews.authorization.k8s.io",
                    "selfsubjectrulesreviews.authorization.k8s.io",
                    "selfsubjectreviews.authentication.k8s.io");
    private static final List<String> OPEN_PATHS =
            List.of("/api", "/apis", "/healthz", "/livez", "/openapi", "/readyz", "/version");

    private final Authorizer authorizer;

    private final Authenticator authenticator;

    public Reviews(Authorizer authorizer, Authenticator authenticator) {
        this.authorizer = authorizer;
        this.authenticator = authenticator;
    }

    /// As they stand in the catalog.
    public List<Resource> resources() {
        return List.of(
                new Review(AUTHENTICATION, "SelfSubjectReview", Reviews::whoAmI),
                new Review(AUTHENTICATION, "TokenReview", this::whoseToken),
                new Review(AUTHORIZATION, "SelfSubjectAccessReview", this::mayI),
                new Review(AUTHORIZATION, "SelfSubjectRulesReview", this::whatMayI),
                new Review(AUTHORIZATION, "SubjectAccessReview", this::mayThey));
    }

    private static void whoAmI(RequestContext context, ObjectNode question) {
        Requester requester = context.requester();
        ObjectNode user = question.putObject("status").putObject("userInfo");
        user.put("username", requester.name());
        requester.groups().forEach(user.putArray("groups")::add);
    }

    /// A token is judged as if a request had come with it.
    private void whoseToken(RequestContext context, ObjectNode question) {
        String token = question.path("spec").path("token").asText("");
        if (token.isEmpty()) {
            throw ApiErrors.badRequest("token is required for TokenReview in authentication");
        }
        ObjectNode status = question.putObject("status");
        switch (authenticator.authenticate(new Credentials(List.of(), Optional.of(token)))) {
            case Verdict.Known(User user) -> {
                status.put("authenticated", true);
                ObjectNode shown = status.putObject("user");
                shown.put("username", user.name());
                if (!user.uid().isEmpty()) {
                    shown.put("uid", user.uid());
                }
                user.groups().forEach(shown.putArray("groups")::add);
            }
            case Verdict.Refused(String reason) ->
                    status.put("authenticated", false).put("error", reason);
            case Verdict.Absent _ -> status.put("authenticated", false);
        }
    }

    private void mayI(RequestContext context, ObjectNode question) {
        Requester requester = context.requester();
        answer(new User(requester.name(), "", requester.groups()), question);
    }

    /// Answered by trying: everything, or else what all known users may.
    private void whatMayI(RequestContext context, ObjectNode question) {
        Requester requester = context.requester();
        User user = new User(requester.name(), "", requester.groups());
        ObjectNode status = question.putObject("status");
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        boolean everything = mayAct(user, new Action.OnResource("*", "*", "*", "", "", ""));
        if (everything) {
            rule(resources, "*").putArray("apiGroups").add("*");
            ((ObjectNode) resources.get(0)).putArray("resources").add("*");
            rule(paths, "*").putArray("nonResourceURLs").add("*");
        } else {
            for (String each : SELF_REVIEWS) {
                String group = each.substring(each.indexOf('.') + 1);
                String resource = each.substring(0, each.indexOf('.'));
                if (mayAct(user, new Action.OnResource("create", group, resource, "", "", ""))) {
                    ObjectNode rule = rule(resources, "create");
                    rule.putArray("apiGroups").add(group);
                    rule.putArray("resources").add(resource);
                }
            }
            for (String path : OPEN_PATHS) {
                if (mayAct(user, new Action.OnPath("get", path))) {
                    rule(paths, "get").putArray("nonResourceURLs").add(path);
                }
            }
        }
        status.put("incomplete", !everything);
    }

    private boolean mayAct(User user, Action action) {
        return authorizer.decide(user, action) instanceof Decision.Allowed;
    }

    private static ObjectNode rule(ArrayNode rules, String verb) {
        ObjectNode rule = rules.addObject();
        rule.putArray("verbs").add(verb);
        return rule;
    }

    private void mayThey(RequestContext context, ObjectNode question) {
        JsonNode spec = question.path("spec");
        String name = spec.path("user").asText("");
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText("")));
        if (name.isEmpty() && groups.isEmpty()) {
            throw ApiErrors.badRequest("spec.user or spec.groups must say who is asked about");
        }
        answer(new User(name.isEmpty() ? User.ANONYMOUS.name() : name, "", groups), question);
    }

    private void answer(User user, ObjectNode question) {
        ObjectNode status = question.putObject("status");
        switch (authorizer.decide(user, action(question.path("spec")))) {
            case Decision.Allowed(String reason) ->
                    status.put("allowed", true).put("reason", reason);
            case Decision.NoOpinion(String reason) -> {
                status.put("allowed", false);
                if (!reason.isEmpty()) {
                    status.put("reason", reason);
                }
            }
        }
    }

    private static Action action(JsonNode spec) {
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (resource.isObject() == path.isObject()) {
            throw ApiErrors.badRequest(
                    "exactly one of spec.resourceAttributes and spec.nonResourceAttributes must be"
                            + " given");
        }
        if (path.isObject()) {
            return new Action.OnPath(text(path, "verb"), text(path, "path"));
        }
        return new Action.OnResource(
                text(resource, "verb"),
                text(resource, "group"),
                text(resource, "resource"),
                text(resource, "subresource"),
                text(resource, "namespace"),
                text(resource, "name"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
