package io.leme.gateway.registry;

import java.util.Optional;

/// Which of the things that namespaces need the gateway does, and which are left to others.
///
/// @param cleans whether it empties and releases those that are being deleted
/// @param givesAccounts whether it makes their service account `default`
/// @param authority the certificate that it gives them, PEM; empty to give none
public record NamespaceChores(boolean cleans, boolean givesAccounts, Optional<String> authority) {}
