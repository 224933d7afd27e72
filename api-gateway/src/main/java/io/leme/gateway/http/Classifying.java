package io.leme.gateway.http;

import io.leme.gateway.http.request.RequestInfoParser;

/// Reads what the request asks for, before anyone looks at who sent it.
final class Classifying implements Step {
    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Request request = exchange.request();
        exchange.classify(
                RequestInfoParser.parse(request.method(), request.path(), request.query()));
        return next.handle(exchange);
    }
}
