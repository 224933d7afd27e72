package io.leme.gateway.registry;

import io.leme.gateway.admission.AdmissionChain;
import io.leme.gateway.codec.schema.KindSchemas;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What all engines share.
///
/// @param schemas fields of the kinds
/// @param admission asked before each write
/// @param clock for creation and deletion times
/// @param random for generated names, uids and lifetimes of watches; must be safe for many threads
///   and hard to guess
public record EngineParts(
        KindSchemas schemas,
        AdmissionChain admission,
        InstantSource clock,
        RandomGenerator random) {}
