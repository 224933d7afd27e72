package io.leme.client.maintenance;

import io.leme.client.config.Endpoint;
import java.time.Duration;

/// Whether a member can serve.
///
/// @param took how long it needed to answer, or to fail
/// @param problem what is wrong; empty if healthy
public record EndpointHealth(Endpoint endpoint, boolean healthy, Duration took, String problem) {}
