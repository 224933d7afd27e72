package io.leme.gateway.http;

import io.leme.gateway.authn.Authenticator;
import io.leme.gateway.authn.Credentials;
import io.leme.gateway.authn.Verdict;
import io.leme.gateway.authz.StandingRules;
import io.leme.gateway.meta.ApiErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who is calling. Callers without credentials get no further than health and version,
/// and bad credentials get nowhere: 401, before anything is said about what exists.
final class Authenticating implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticating.class);

    private final Authenticator authenticator;

    Authenticating(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Credentials credentials = exchange.request().credentials();
        switch (authenticator.authenticate(credentials)) {
            case Verdict.Known(var user) -> exchange.identify(user);
            case Verdict.Absent _ when credentials.areAbsent() && isOpen(exchange) -> {}
            case Verdict.Absent _ -> throw ApiErrors.unauthorized();
            case Verdict.Refused(String reason) -> {
                LOG.info("Refused a caller from {}: {}", exchange.request().remote(), reason);
                throw ApiErrors.unauthorized();
            }
        }
        return next.handle(exchange);
    }

    private static boolean isOpen(Exchange exchange) {
        return StandingRules.isOpenToAll(exchange.request().path());
    }
}
