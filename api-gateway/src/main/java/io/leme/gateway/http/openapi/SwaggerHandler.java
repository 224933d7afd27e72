package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.NotFoundPage;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.TaggedDocument;
import io.leme.gateway.http.request.MediaRange;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.ResourceCatalog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers `/openapi/v2`: all groups in one document of OpenAPI 2, as JSON, or as protobuf, which
/// is the only form that Go clients ask for. Only older ones do at all.
///
/// Threads: any. The document is made when it is asked for; two that ask first may both make it.
public final class SwaggerHandler implements Handler {
    private static final String ROOT = "/openapi/v2";
    private static final String JSON = "application/json";

    /// What clients ask for, and the name that is a proper media type.
    private static final String PROTOBUF =
            "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private static final String PROPER_PROTOBUF =
            "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static final List<String> OFFERED = List.of(JSON, PROTOBUF, PROPER_PROTOBUF);

    private final ResourceCatalog catalog;
    private final SchemaCatalog schemas;
    private final String version;
    private volatile @Nullable Documents made;

    /// The two forms of one document.
    private record Documents(TaggedDocument json, TaggedDocument protobuf) {}

    /// @param version of the API, for the document's title
    public SwaggerHandler(ResourceCatalog catalog, SchemaCatalog schemas, String version) {
        this.catalog = catalog;
        this.schemas = schemas;
        this.version = version;
    }

    @Override
    public Reply handle(Exchange exchange) {
        if (!exchange.request().path().equals(ROOT)) {
            return NotFoundPage.reply();
        }
        String form = negotiate(exchange.request().header("accept"));
        Documents documents = documents();

        return (form.equals(JSON) ? documents.json() : documents.protobuf()).reply(exchange);
    }

    private static String negotiate(String accept) {
        for (MediaRange range : MediaRange.parse(accept)) {
            for (String each : OFFERED) {
                if (range.accepts(each)) {
                    return each;
                }
            }
        }

        throw ApiErrors.notAcceptable(OFFERED);
    }

    private Documents documents() {
        Documents known = made;
        if (known == null) {
            ObjectNode document = document();
            known =
                    new Documents(
                            new TaggedDocument(JSON, JsonText.compact(document)),
                            new TaggedDocument(
                                    PROPER_PROTOBUF, SwaggerMessages.load().write(document)));
            made = known;
        }

        return known;
    }

    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", version);
        ObjectNode paths = document.putObject("paths");
        ObjectNode definitions = document.putObject("definitions");
        Descriptions descriptions = Descriptions.load();
        for (GroupVersion each : catalog.groupVersions()) {
            ObjectNode ofGroup = GroupDocument.of(catalog.of(each), schemas, descriptions, version);
            for (Map.Entry<String, JsonNode> path : ofGroup.path("paths").properties()) {
                paths.set(path.getKey(), SwaggerForm.path(path.getValue()));
            }
            for (Map.Entry<String, JsonNode> schema :
                    ofGroup.at("/components/schemas").properties()) {
                merge(definitions, schema.getKey(), SwaggerForm.schema(schema.getValue()));
            }
        }

        return document;
    }

    /// A schema may come from more than one group: from that which has it as a kind it comes whole.
    private static void merge(ObjectNode definitions, String name, ObjectNode schema) {
        boolean isKind = schema.has("x-kubernetes-group-version-kind");
        if (isKind || !definitions.has(name)) {
            definitions.set(name, schema);
        }
    }
}
