package io.leme.gateway.registry.expression;

import static io.leme.gateway.registry.expression.Operand.TEXT;
import static io.leme.gateway.registry.expression.Operand.URL;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.leme.gateway.meta.RequestUri;
import java.util.List;

/// Kubernetes' functions of absolute URIs and absolute paths: `url` and `isURL` of texts, and their
/// parts.
final class UrlFunctions {
    private static final CelType PARAMETERS =
            MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING));

    private UrlFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.global("url", TEXT, URL.type(), UrlFunctions::url),
                Function.global(
                        "isURL", TEXT, SimpleType.BOOL, text -> RequestUri.parse(text).isPresent()),
                Function.member(URL, "getScheme", SimpleType.STRING, RequestUri::scheme),
                Function.member(URL, "getHost", SimpleType.STRING, RequestUri::authority),
                Function.member(URL, "getHostname", SimpleType.STRING, RequestUri::hostname),
                Function.member(URL, "getPort", SimpleType.STRING, RequestUri::port),
                Function.member(URL, "getEscapedPath", SimpleType.STRING, RequestUri::path),
                Function.member(URL, "getQuery", PARAMETERS, RequestUri::parameters));
    }

    private static RequestUri url(String text) {
        return RequestUri.parse(text)
                .orElseThrow(() ->
                        new CallFailedException(
                                "URL parse error during conversion from string: parse \""
                                        + text
                                        + "\": invalid URI for request"));
    }
}
