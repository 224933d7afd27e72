package io.leme.gateway.http;

import io.leme.gateway.audit.AuditTrail;
import io.leme.gateway.authn.Authenticator;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.flow.InFlight;
import io.leme.gateway.telemetry.RequestMetrics;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Every step an exchange goes through, in the order of execution; Kubernetes' own order, which
/// clients can observe: an audit id on every answer, 401 before 429 before 403 before 404.
public final class GatewayChain {
    private GatewayChain() {}

    /// What the steps need of the rest of the gateway.
    ///
    /// @param authenticator who is calling
    /// @param authorizer may they
    /// @param inFlight how much at once
    /// @param trail what happened
    /// @param deadlines how long
    /// @param clock the time
    public record Parts(
            Authenticator authenticator,
            Authorizer authorizer,
            InFlight inFlight,
            AuditTrail trail,
            Deadlines deadlines,
            InstantSource clock) {}

    /// The chain around the handler that answers what passes all steps.
    ///
    /// @param metrics counts what passes
    /// @param writer of errors for those who read protobuf
    public static Handler around(
            Handler handler, Parts parts, RequestMetrics metrics, ProtobufWriter writer) {
        return Step.chain(
                List.of(
                        new Auditing(parts.trail(), parts.clock(), UUID::randomUUID),
                        new StandardFields(),
                        new Compressing(),
                        new Measuring(metrics, parts.clock()),
                        new ErrorReplies(writer),
                        new Classifying(),
                        parts.deadlines(),
                        new Warnings(),
                        new Authenticating(parts.authenticator()),
                        new Impersonating(parts.authorizer()),
                        new Limiting(parts.inFlight()),
                        new Authorizing(parts.authorizer())),
                handler);
    }
}
