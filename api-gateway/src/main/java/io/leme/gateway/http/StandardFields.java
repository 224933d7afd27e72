package io.leme.gateway.http;

/// The header fields that every reply carries: nothing of this API is to be kept by a cache.
final class StandardFields implements Step {
    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Reply reply = next.handle(exchange);
        boolean decided =
                reply.fields().stream().anyMatch(field -> field.name().equals("cache-control"));
        return decided ? reply : reply.with("cache-control", "no-cache, private");
    }
}
