package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.registry.LabelSelectorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Cells of services and of what leads to them.
final class NetworkCells {
    private static final int MOST_ENDPOINTS = 3;

    private NetworkCells() {}

    static void addTo(Cells cells) {
        cells.text(
                "service-cluster-ip",
                service -> Cells.orNone(service.at("/spec/clusterIP").asText("")));
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
            case "ClusterIP", "NodePort" -> Cells.orNone(String.join(",", own));
            default -> Cells.UNKNOWN;
        };
    }

    /// Where the load balancer is.
    private static Set<String> addresses(ObjectNode object) {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode ingress : object.at("/status/loadBalancer/ingress")) {
            String ip = ingress.path("ip").asText("");
            String address = ip.isEmpty() ? ingress.path("hostname").asText("") : ip;
            if (!address.isEmpty()) {
                addresses.add(address);
            }
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

    /// The addresses of the first port, then those of the next.
    private static String endpoints(ObjectNode object) {
        if (object.path("subsets").isEmpty()) {
            return Cells.NONE;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode subset : object.path("subsets")) {
            List<String> ips = Cells.texts(subset.path("addresses"), "ip");
            if (subset.path("ports").isEmpty()) {
                texts.addAll(ips);
            }
            for (JsonNode port : subset.path("ports")) {
                ips.forEach(ip -> texts.add(withPort(ip, port.path("port").asText("0"))));
            }
        }

        return texts.isEmpty() ? "" : Cells.firstOf(texts, MOST_ENDPOINTS);
    }

    private static String withPort(String ip, String port) {
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
    }

    private static String slicePorts(ObjectNode slice) {
        if (slice.path("ports").isEmpty()) {
            return Cells.UNSET;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode port : slice.path("ports")) {
            texts.add(port.path("port").asText(port.path("name").asText("*")));
        }

        return Cells.firstOf(texts, MOST_ENDPOINTS);
    }

    private static String sliceEndpoints(ObjectNode slice) {
        if (slice.path("endpoints").isEmpty()) {
            return Cells.UNSET;
        }
        List<String> texts = new ArrayList<>();
        slice.path("endpoints")
                .forEach(endpoint -> texts.addAll(Cells.texts(endpoint.path("addresses"))));

        return Cells.firstOf(texts, MOST_ENDPOINTS);
    }

    /// The hosts of the first rules that have one; what is said to follow are rules, not hosts.
    private static String hosts(ObjectNode ingress) {
        JsonNode rules = ingress.at("/spec/rules");
        List<String> hosts = new ArrayList<>();
        for (JsonNode rule : rules) {
            String host = rule.path("host").asText("");
            if (hosts.size() == MOST_ENDPOINTS) {
                return String.join(",", hosts)
                        + " + "
                        + (rules.size() - MOST_ENDPOINTS)
                        + " more...";
            }
            if (!host.isEmpty()) {
                hosts.add(host);
            }
        }

        return hosts.isEmpty() ? "*" : String.join(",", hosts);
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
        if (!parent.isObject()) {
            return Cells.NONE;
        }
        String group = parent.path("group").asText("");
        String resource = parent.path("resource").asText("");
        String namespace = parent.path("namespace").asText("");

        return (group.isEmpty() ? resource : resource + "." + group).toLowerCase(Locale.ROOT)
                + (namespace.isEmpty() ? "" : "/" + namespace)
                + "/"
                + parent.path("name").asText("");
    }
}
