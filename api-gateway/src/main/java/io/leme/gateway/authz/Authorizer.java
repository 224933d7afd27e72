package io.leme.gateway.authz;

import io.leme.gateway.authn.User;
import java.util.ArrayList;
import java.util.List;

/// Decides whether a user may do something. Implementations are safe for use by many threads.
@FunctionalInterface
public interface Authorizer {
    Decision decide(User user, Action action);

    /// Asks each in turn; the first that allows wins.
    static Authorizer anyOf(List<Authorizer> authorizers) {
        List<Authorizer> inOrder = List.copyOf(authorizers);
        return (user, action) -> {
            List<String> reasons = new ArrayList<>();
            for (Authorizer each : inOrder) {
                switch (each.decide(user, action)) {
                    case Decision.Allowed allowed -> {
                        return allowed;
                    }
                    case Decision.NoOpinion(String reason) -> reasons.add(reason);
                }
            }
            reasons.removeIf(String::isEmpty);
            return new Decision.NoOpinion(String.join(", ", reasons));
        };
    }
}
