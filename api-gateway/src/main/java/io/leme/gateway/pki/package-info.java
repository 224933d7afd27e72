/// Keys and certificates: reading them, issuing them, and keeping those of `leme up` on disk.
///
/// Words: an *authority* is a key that signs for others; an *identity* is a certificate together
/// with its private key; a *profile* is what is asked of the authority (names, uses, validity).
///
/// Invariants: a private key is on disk with mode 0600 before the certificate that names it, and
/// both arrive by rename, so that a crash leaves either nothing, or a key nobody has signed for, or
/// the pair. An identity that has expired, or is about to, or no longer carries the names asked
/// for, is issued anew under the same authority; the authority itself is never replaced, since that
/// would lock out everyone who trusts it.
///
/// Called by the mains, which wire the files into the store and the gateway, and by `authn`, which
/// reads the authority that client certificates are checked against.
@NullMarked
package io.leme.gateway.pki;

import org.jspecify.annotations.NullMarked;
