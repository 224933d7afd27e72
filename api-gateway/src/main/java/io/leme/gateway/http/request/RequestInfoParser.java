package io.leme.gateway.http.request;

import io.leme.gateway.meta.ApiErrors;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads paths by the grammar of the API, in the way kube-apiserver does, quirks included: policies
/// that were written for one have to fit the other.
///
/// `/api/VERSION/...` is the core group, `/apis/GROUP/VERSION/...` any other; then
/// `[namespaces/NAMESPACE/]RESOURCE[/NAME[/SUBRESOURCE]]`. A namespace's own `status` and
/// `finalize` are subresources of the namespace and not resources within it.
public final class RequestInfoParser {
    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");
    private static final Pattern NAME_SELECTOR =
            Pattern.compile("(?:^|,)\\s*metadata\\.name\\s*==?\\s*([^,=!\\s]+)\\s*(?:,|$)");

    private RequestInfoParser() {}

    /// Classifies a request.
    ///
    /// @param method in upper case
    /// @param path decoded, without the query
    public static RequestInfo parse(String method, String path, Query query) {
        List<String> parts = Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
        RequestInfo other = new RequestInfo.OfPath(path, method.toLowerCase(Locale.ROOT));
        if (parts.size() < 3) {
            return other;
        }

        return switch (parts.getFirst()) {
            case "api" -> ofResource(method, path, "", parts.subList(1, parts.size()), query);
            case "apis" ->
                    parts.size() < 4
                            ? other
                            : ofResource(
                                    method,
                                    path,
                                    parts.get(1),
                                    parts.subList(2, parts.size()),
                                    query);
            default -> other;
        };
    }

    /// @param parts from the version on; at least two
    private static RequestInfo ofResource(
            String method, String path, String group, List<String> parts, Query query) {
        String version = parts.getFirst();
        List<String> rest = parts.subList(1, parts.size());
        boolean legacyWatch = rest.getFirst().equals("watch");
        if (legacyWatch) {
            rest = rest.subList(1, rest.size());
            if (rest.isEmpty()) {
                throw ApiErrors.badRequest(
                        "unable to determine kind and namespace from url, " + path);
            }
        }

        String namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
            }
        }

        String name = rest.size() > 1 ? rest.get(1) : "";
        String verb = legacyWatch ? "watch" : verb(method, name, query);
        if (name.isEmpty() && isOfCollection(verb)) {
            name = nameSelected(query);
        }
        String subresource = rest.size() > 2 && !legacyWatch ? rest.get(2) : "";
        return new RequestInfo.OfResource(
                path,
                verb,
                group,
                version,
                namespace,
                rest.getFirst(),
                name,
                subresource,
                rest.size());
    }

    private static String verb(String method, String name, Query query) {
        return switch (method) {
            case "GET", "HEAD" -> {
                if (!name.isEmpty()) {
                    yield "get";
                }
                yield query.flag("watch").orElse(false) ? "watch" : "list";
            }
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> "";
        };
    }

    private static boolean isOfCollection(String verb) {
        return verb.equals("list") || verb.equals("watch") || verb.equals("deletecollection");
    }

    /// The one object a selector can mean, so that policies for that object apply.
    private static String nameSelected(Query query) {
        Matcher matcher = NAME_SELECTOR.matcher(query.text("fieldSelector"));
        return matcher.find() ? matcher.group(1) : "";
    }
}
