package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.registry.Resource;
import java.util.List;

/// The OpenAPI 3 document of one group and version.
final class GroupDocument {
    private GroupDocument() {}

    /// @param resources of the group and version
    /// @param version of the API, for the title
    static ObjectNode of(
            List<Resource> resources,
            SchemaCatalog schemas,
            Descriptions descriptions,
            String version) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", version);
        ObjectNode paths = document.putObject("paths");
        var components = new SchemaComponents(descriptions);
        for (Resource resource : resources) {
            var definition = resource.definition();
            schemas.find(definition.kind())
                    .ifPresent(schema -> {
                        String name = components.addKind(definition.kind(), schema);
                        boolean builtIn = schema.openApi().isEmpty();
                        new ResourcePaths(definition, name, builtIn).addTo(paths);
                    });
        }
        document.putObject("components").set("schemas", components.toJson());
        return document;
    }
}
