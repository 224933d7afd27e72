package io.leme.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.gateway.authn.Credentials;
import io.leme.gateway.http.request.Query;
import io.leme.gateway.http.request.RequestInfo;
import io.leme.gateway.telemetry.RequestMetrics;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuringTest {
    private final RequestMetrics metrics = new RequestMetrics();
    private final Measuring measuring = new Measuring(metrics, InstantSource.system());

    @Test
    void answeredRequestsAreCountedByWhatTheyAsk() {
        measure(Reply.json(201, new byte[0]));
        measure(Reply.json(201, new byte[0]));

        assertThat(metrics.scrape())
                .containsPattern(
                        "apiserver_request_total\\{code=\"201\",component=\"apiserver\","
                                + "dry_run=\"\","
                                + "group=\"apps\",resource=\"deployments\",scope=\"namespace\","
                                + "subresource=\"\",verb=\"POST\",version=\"v1\"} 2.0")
                .contains("apiserver_request_duration_seconds_bucket");
    }

    @Test
    void whatIsNotServedMakesNoSeriesOfItsName() {
        measure(NotFoundPage.reply());
        measure(Reply.json(403, new byte[0]));

        assertThat(metrics.scrape()).doesNotContain("deployments").contains("code=\"404\"");
    }

    private void measure(Reply reply) {
        measuring.handle(
                new Exchange(
                        new Request(
                                "POST",
                                "/apis/apps/v1/namespaces/n/deployments",
                                Query.EMPTY,
                                _ -> List.of(),
                                new Credentials(List.of(), Optional.empty()),
                                "test",
                                () -> new byte[0])),
                exchange -> {
                    exchange.classify(
                            new RequestInfo.OfResource(
                                    exchange.request().path(),
                                    "create",
                                    "apps",
                                    "v1",
                                    "n",
                                    "deployments",
                                    "",
                                    "",
                                    1));

                    return reply;
                });
    }
}
