package io.leme.gateway.http;

/// Answers exchanges.
@FunctionalInterface
public interface Handler {
    /// The reply; an `ApiException` stands for the Status it carries.
    Reply handle(Exchange exchange);
}
