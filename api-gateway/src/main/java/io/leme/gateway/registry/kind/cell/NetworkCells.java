package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.registry.LabelSelectorText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Cells of services and of what leads to them.
final class NetworkCells {
    private static final int MOST_ENDPOINTS = 3;

    private NetworkCells() {}

    static void addTo(Cells cells) {
        cells.text(
                "service-cluster-ip", service -> service.at("/spec/clusterIP").asText(Cells.NONE));
        cells.text("service-external-ip", NetworkCells::externalIp);
        cells.text("service-ports", NetworkCells::ports);
        cells.text("endpoints", NetworkCells::endpoints);
        cells.text("slice-ports", NetworkCells::slicePorts);
        cells.text("slice-endpoints", NetworkCells::sliceEndpoints);
        cells.text("ingress-hosts", NetworkCells::hosts);
        cells.text("ingress-address", ingress -> String.join(",", addresses(ingress)));
        cells.text("ingress-ports", each -> each.at("/spec/tls").isEmpty() ? "80" : "80, 443");
        cells.text("class-parameters", NetworkCells::parameters);
        cells.text(
                "pod-selector",
                each -> Cells.orNone(LabelSelectorText.of(each.at("/spec/podSelector"))));
        cells.text("parent-ref", NetworkCells::parent);
        cells.text("cidrs", each -> String.join(",", Cells.texts(each.at("/spec/cidrs"))));
    }

    private static String externalIp(ObjectNode service) {
        List<String> own = Cells.texts(service.at("/spec/externalIPs"));
        return switch (service.at("/spec/type").asText("")) {
            case "LoadBalancer" -> {
                List<String> all = new ArrayList<>(addresses(service));
                all.addAll(own);
                yield all.isEmpty() ? "<pending>" : String.join(",", all);
            }
            case "ExternalName" -> service.at("/spec/externalName").asText("");
            default -> Cells.orNone(String.join(",", own));
        };
    }

    /// Where the load balancer is.
    private static List<String> addresses(ObjectNode object) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode ingress : object.at("/status/loadBalancer/ingress")) {
            String ip = ingress.path("ip").asText("");
            addresses.add(ip.isEmpty() ? ingress.path("hostname").asText("") : ip);
        }

        return addresses;
    }

    private static String ports(ObjectNode service) {
        List<String> texts = new ArrayList<>();
        for (JsonNode port : service.at("/spec/ports")) {
            int nodePort = port.path("nodePort").asInt(0);
            texts.add(
                    port.path("port").asText("")
                            + (nodePort > 0 ? ":" + nodePort : "")
                            + "/"
                            + port.path("protocol").asText("TCP"));
        }

        return Cells.orNone(String.join(",", texts));
    }

    private static String endpoints(ObjectNode object) {
        List<String> texts = new ArrayList<>();
        for (JsonNode subset : object.path("subsets")) {
            for (JsonNode address : subset.path("addresses")) {
                String ip = address.path("ip").asText("");
                if (subset.path("ports").isEmpty()) {
                    texts.add(ip);
                }
                subset.path("ports")
                        .forEach(port -> texts.add(ip + ":" + port.path("port").asText("")));
            }
        }

        return Cells.firstOf(texts, MOST_ENDPOINTS);
    }

    private static String slicePorts(ObjectNode slice) {
        if (slice.path("ports").isEmpty()) {
            return "<unset>";
        }
        List<String> texts = new ArrayList<>();
        slice.path("ports").forEach(port -> texts.add(port.path("port").asText("*")));

        return Cells.firstOf(texts, MOST_ENDPOINTS);
    }

    private static String sliceEndpoints(ObjectNode slice) {
        if (slice.path("endpoints").isEmpty()) {
            return "<unset>";
        }
        List<String> texts = new ArrayList<>();
        slice.path("endpoints")
                .forEach(endpoint -> texts.addAll(Cells.texts(endpoint.path("addresses"))));

        return Cells.firstOf(texts, MOST_ENDPOINTS);
    }

    private static String hosts(ObjectNode ingress) {
        Set<String> hosts = new LinkedHashSet<>(Cells.texts(ingress.at("/spec/rules"), "host"));

        return hosts.isEmpty() ? "*" : Cells.firstOf(List.copyOf(hosts), MOST_ENDPOINTS);
    }

    private static String parameters(ObjectNode ingressClass) {
        JsonNode parameters = ingressClass.at("/spec/parameters");
        if (!parameters.isObject()) {
            return Cells.NONE;
        }
        String group = parameters.path("apiGroup").asText("");

        return parameters.path("kind").asText("")
                + (group.isEmpty() ? "" : "." + group)
                + "/"
                + parameters.path("name").asText("");
    }

    private static String parent(ObjectNode address) {
        JsonNode parent = address.at("/spec/parentRef");
        List<String> parts = new ArrayList<>();
        for (String field : List.of("group", "resource", "namespace", "name")) {
            String text = parent.path(field).asText("");
            if (!text.isEmpty()) {
                parts.add(text);
            }
        }

        return String.join("/", parts);
    }
}
