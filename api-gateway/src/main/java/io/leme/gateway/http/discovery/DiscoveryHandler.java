package io.leme.gateway.http.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.NotFoundPage;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.TaggedDocument;
import io.leme.gateway.http.request.MediaRange;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.registry.ResourceCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers `/api`, `/apis` and what is below them short of a resource.
///
/// All documents are made when the handler is. Kubernetes' clients ask for the aggregated document
/// first and take the plain one otherwise; the dialect is part of the content type of the answer,
/// by which they tell which one they got.
public final class DiscoveryHandler implements Handler {
    private static final String JSON = "application/json";
    private static final String GROUP = "apidiscovery.k8s.io";
    private static final String KIND = "APIGroupDiscoveryList";
    private static final List<String> AGGREGATED_VERSIONS = List.of("v2", "v2beta1");

    private final Map<String, TaggedDocument> documents = new HashMap<>();

    /// @param serverAddress where clients find this server, `host:port`
    public DiscoveryHandler(ResourceCatalog catalog, String serverAddress) {
        var plain = new PlainDiscovery(catalog);
        add("/api", plain.coreVersions(serverAddress));
        add("/apis", plain.groupList());
        plain.groupDocuments().forEach((name, document) -> add("/apis/" + name, document));
        for (GroupVersion each : catalog.groupVersions()) {
            String root = each.group().isEmpty() ? "/api/" : "/apis/";
            add(root + each, plain.resources(each));
        }

        var aggregated = new AggregatedDiscovery(catalog);
        for (String version : AGGREGATED_VERSIONS) {
            addAggregated("/api", version, aggregated.core(version));
            addAggregated("/apis", version, aggregated.groups(version));
        }
    }

    @Override
    public Reply handle(Exchange exchange) {
        String path = withoutTrailingSlash(exchange.request().path());
        if (!documents.containsKey(path)) {
            return NotFoundPage.reply();
        }

        for (MediaRange range : MediaRange.parse(exchange.request().header("accept"))) {
            TaggedDocument document = documents.get(path + dialect(range));
            if (document != null && range.accepts(JSON)) {
                return document.reply(exchange);
            }
        }
        throw ApiErrors.of(
                StatusReason.NOT_ACCEPTABLE,
                "only the following media types are accepted: " + JSON);
    }

    /// What is added to the path to find the document in the dialect that a clause asks for.
    private static String dialect(MediaRange range) {
        String as = range.parameter("as");
        if (as.isEmpty()) {
            return "";
        }
        boolean known = as.equals(KIND) && range.parameter("g").equals(GROUP);
        return known ? "#" + range.parameter("v") : "#unknown";
    }

    private void add(String path, ObjectNode document) {
        documents.put(path, new TaggedDocument(JSON, JsonText.compact(document)));
    }

    private void addAggregated(String path, String version, ObjectNode document) {
        String type = "%s;g=%s;v=%s;as=%s".formatted(JSON, GROUP, version, KIND);
        documents.put(path + "#" + version, new TaggedDocument(type, JsonText.compact(document)));
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
