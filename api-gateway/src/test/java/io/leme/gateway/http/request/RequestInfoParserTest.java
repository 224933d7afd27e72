package io.leme.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.gateway.meta.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInfoParserTest {
    @ParameterizedTest
    @CsvSource({
        "GET, namespaces, list//namespaces//",
        "GET, namespaces/a, get/a/namespaces/a/",
        "PUT, namespaces/a/finalize, update/a/namespaces/a/finalize",
        "GET, namespaces/a/status, get/a/namespaces/a/status",
        "GET, namespaces/a/pods, list/a/pods//",
        "GET, namespaces/a/pods/b, get/a/pods/b/",
        "HEAD, namespaces/a/pods/b, get/a/pods/b/",
        "GET, pods, list//pods//",
        "GET, pods/, list//pods//",
        "POST, namespaces/a/pods, create/a/pods//",
        "PATCH, namespaces/a/pods/b/status, patch/a/pods/b/status",
        "DELETE, namespaces/a/pods/b, delete/a/pods/b/",
        "DELETE, namespaces/a/pods, deletecollection/a/pods//",
        "GET, watch/namespaces/a/pods, watch/a/pods//",
    })
    void pathsAreReadAsKubernetesReadsThem(String method, String path, String expected) {
        var core = parse(method, "/api/v1/" + path);
        assertThat(core.group()).isEmpty();
        assertThat(core.version()).isEqualTo("v1");
        assertThat(spelled(core)).isEqualTo(expected);

        var other = parse(method, "/apis/apps/v2/" + path);
        assertThat(other.group()).isEqualTo("apps");
        assertThat(other.version()).isEqualTo("v2");
        assertThat(spelled(other)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/", "/version", "/api", "/api/v1", "/apis/apps", "/apis/apps/v1", "/x/y/z/a"})
    void whatIsShorterThanAResourceIsAPath(String path) {
        assertThat(RequestInfoParser.parse("GET", path, Query.EMPTY))
                .isEqualTo(new RequestInfo.OfPath(path, "get"));
    }

    @ParameterizedTest
    @CsvSource({
        "watch=1, watch",
        "watch=true, watch",
        "watch, watch",
        "watch=false, list",
        "watch=0, list",
        "limit=500, list"
    })
    void theQuerySaysWhetherAListIsWatched(String query, String verb) {
        var info = RequestInfoParser.parse("GET", "/api/v1/pods", Query.parse(query));

        assertThat(info.verb()).isEqualTo(verb);
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.name=foo, foo",
        "'spec.x=1,metadata.name==foo', foo",
        "metadata.name!=foo, ''",
        "other.metadata.name=foo, ''"
    })
    void aSelectorCanNameTheOneObject(String selector, String name) {
        var query = Query.EMPTY.with("fieldSelector", selector);
        var info = (RequestInfo.OfResource) RequestInfoParser.parse("GET", "/api/v1/pods", query);

        assertThat(info.name()).isEqualTo(name);
        assertThat(info.depth()).isEqualTo(1);
    }

    @Test
    void aWatchOfNothingIsRefused() {
        assertThatThrownBy(() -> RequestInfoParser.parse("GET", "/api/v1/watch", Query.EMPTY))
                .isInstanceOf(ApiException.class)
                .hasMessage("unable to determine kind and namespace from url, /api/v1/watch");
    }

    private static RequestInfo.OfResource parse(String method, String path) {
        return (RequestInfo.OfResource) RequestInfoParser.parse(method, path, Query.EMPTY);
    }

    private static String spelled(RequestInfo.OfResource info) {
        return String.join(
                "/",
                info.verb(),
                info.namespace(),
                info.resource(),
                info.name(),
                info.subresource());
    }
}
