package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.HttpField;
import io.leme.gateway.http.NotFoundPage;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.TaggedDocument;
import io.leme.gateway.http.request.MediaRange;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers `/openapi/v3`: the index, and below it the document of each group and version.
public final class OpenApiHandler implements Handler {
    private static final String ROOT = "/openapi/v3";
    private static final String JSON = "application/json";
    private static final int MOVED_PERMANENTLY = 301;

    private final TaggedDocument index;
    private final Map<String, TaggedDocument> documents = new LinkedHashMap<>();

    /// By their group and version, with the resources that they were made of.
    private final Map<GroupVersion, Made> made = new HashMap<>();

    private record Made(List<Resource> resources, TaggedDocument document) {}

    /// @param version of the API, for the documents' titles
    /// @param previous whose documents are kept as far as they are of the same resources
    public OpenApiHandler(
            ResourceCatalog catalog,
            SchemaCatalog schemas,
            String version,
            @Nullable OpenApiHandler previous) {
        Descriptions descriptions = Descriptions.load();
        ObjectNode paths = JsonNodeFactory.instance.objectNode();
        for (GroupVersion each : catalog.groupVersions()) {
            String path = (each.group().isEmpty() ? "api/" : "apis/") + each;
            List<Resource> resources = catalog.of(each);
            Made known = previous == null ? null : previous.made.get(each);
            if (known == null || !known.resources().equals(resources)) {
                ObjectNode content = GroupDocument.of(resources, schemas, descriptions, version);
                var fresh = new TaggedDocument(JSON, JsonText.compact(content));
                known = new Made(resources, fresh);
            }
            made.put(each, known);
            TaggedDocument document = known.document();
            documents.put(ROOT + "/" + path, document);
            paths.putObject(path)
                    .put("serverRelativeURL", ROOT + "/" + path + "?hash=" + document.tag());
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("paths", paths);
        this.index = new TaggedDocument(JSON, JsonText.compact(root));
    }

    @Override
    public Reply handle(Exchange exchange) {
        String path = exchange.request().path();
        TaggedDocument document = path.equals(ROOT) ? index : documents.get(path);
        if (document == null) {
            return NotFoundPage.reply();
        }
        boolean acceptable =
                MediaRange.parse(exchange.request().header("accept")).stream()
                        .anyMatch(range -> range.accepts(JSON));
        if (!acceptable) {
            throw ApiErrors.notAcceptable(List.of(JSON));
        }

        String hash = exchange.request().query().text("hash");
        if (hash.isEmpty() || document == index) {
            return document.reply(exchange);
        }
        if (!hash.equals(document.tag())) {
            String there = path + "?hash=" + document.tag();
            var location = List.of(new HttpField("location", there));
            return new Reply.Whole(MOVED_PERMANENTLY, location, new byte[0]);
        }
        return document.reply(exchange)
                .with("cache-control", "public, immutable, max-age=31536000");
    }
}
