package io.leme.gateway.authn;

import java.util.List;

/// Judges one kind of credentials. Implementations are safe for use by many threads.
@FunctionalInterface
public interface Authenticator {
    /// Judges without waiting for anything outside this process.
    Verdict authenticate(Credentials credentials);

    /// Asks each in turn until one knows the caller. A refusal is remembered, and is the answer if
    /// none knows the caller: of two credentials one good one is enough, and a bad one alone is not
    /// the same as none.
    static Authenticator firstOf(List<Authenticator> authenticators) {
        List<Authenticator> inOrder = List.copyOf(authenticators);
        return credentials -> {
            Verdict answer = new Verdict.Absent();
            for (Authenticator each : inOrder) {
                switch (each.authenticate(credentials)) {
                    case Verdict.Known known -> {
                        return known;
                    }
                    case Verdict.Refused refused -> answer = refused;
                    case Verdict.Absent _ -> {}
                }
            }
            return answer;
        };
    }
}
