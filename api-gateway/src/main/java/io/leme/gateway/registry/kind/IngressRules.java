package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.IpAddress;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Ingresses: hosts, paths and the services behind them.
final class IngressRules implements KindRules {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final List<String> NOT_INSIDE = List.of("//", "/./", "/../", "%2f", "%2F");
    private static final List<String> NOT_LAST = List.of("/..", "/.");

    @Override
    public void validate(ObjectNode ingress, List<FieldError> errors) {
        Place spec = Place.root(ingress, errors).at("spec");
        Place fallback = spec.at("defaultBackend");
        Place rules = spec.at("rules");
        if (!rules.isFilled() && !fallback.isThere()) {
            spec.invalid(
                    rules.isThere() ? rules.value() : new FieldError.Verbatim("null"),
                    "either `defaultBackend` or `rules` must be specified");
        }
        if (fallback.isThere()) {
            backend(fallback);
        }
        for (Place rule : rules.elements()) {
            if (rule.at("host").isFilled()) {
                host(rule.at("host"), true);
            }
            rule.at("http").at("paths").elements().forEach(IngressRules::path);
        }
        for (Place secured : spec.at("tls").elements()) {
            secured.at("hosts").elements().forEach(each -> host(each, false));
            secured.at("secretName").followIfFilled(NameRules::dnsSubdomain);
        }
    }

    @Override
    public void validateNew(ObjectNode ingress, List<FieldError> errors) {
        String annotated = ObjectMeta.of(ingress).annotations().getOrDefault(CLASS_ANNOTATION, "");
        Place named = Place.root(ingress, errors).at("spec").at("ingressClassName");
        if (!annotated.isEmpty() && named.isThere() && !named.text().equals(annotated)) {
            errors.add(
                    FieldError.invalid(
                            "annotations." + CLASS_ANNOTATION,
                            annotated,
                            "must match `ingressClassName` when both are specified"));
        }
    }

    private static void host(Place host, boolean ofRule) {
        if (ofRule && IpAddress.isLiteral(host.text())) {
            host.invalid("must be a DNS name, not an IP address");
        }
        if (host.text().contains("*")) {
            host.follow(NameRules::wildcardSubdomain);
        } else {
            host.follow(NameRules::dnsSubdomain);
        }
    }

    private static void path(Place entry) {
        Place path = entry.at("path");
        String text = path.text();
        String type = entry.at("pathType").text();
        if (type.isEmpty()) {
            return;
        }
        boolean known = List.of("Exact", "Prefix").contains(type);
        boolean free = type.equals("ImplementationSpecific") && text.isEmpty();
        if ((known || type.equals("ImplementationSpecific")) && !free && !text.startsWith("/")) {
            path.invalid(text, "must be an absolute path");
        }
        if (known) {
            NOT_INSIDE.stream()
                    .filter(text::contains)
                    .forEach(each -> path.invalid("must not contain '" + each + "'"));
            NOT_LAST.stream()
                    .filter(text::endsWith)
                    .forEach(each -> path.invalid("cannot end with '" + each + "'"));
        }
        backend(entry.at("backend"));
    }

    /// The name of a service is checked where all names are.
    private static void backend(Place backend) {
        Place service = backend.at("service");
        Place resource = backend.at("resource");
        if (resource.isThere() && service.isThere()) {
            backend.invalid("", "cannot set both resource and service backends");
        } else if (resource.isThere()) {
            resource.at("kind").requireFilled();
            resource.at("name").requireFilled();
        } else if (service.isThere()) {
            port(backend, service.at("port"));
        } else {
            backend.invalid("", "resource or service backend is required");
        }
    }

    private static void port(Place backend, Place port) {
        boolean named = port.at("name").isFilled();
        boolean numbered = port.at("number").number() != 0;
        if (named && numbered) {
            backend.invalid("", "cannot set both port name & port number");
        } else if (named) {
            port.at("name").follow(NameRules::portName);
        } else if (numbered) {
            NumberOrPercent.port(port.at("number"));
        } else {
            backend.required("port name or number is required");
        }
    }
}
