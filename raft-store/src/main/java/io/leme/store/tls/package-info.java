/// Certificates, keys and revocation lists out of PEM files, read again when the files change.
///
/// A port's identity is a key manager that looks at its files at each handshake
/// ([io.leme.store.tls.FileKeys]), as etcd does, so that a certificate is renewed by replacing its
/// files. Who may call is decided by a trust manager ([io.leme.store.tls.CallerTrust]): a chain up
/// to the authority, no certificate of it revoked, and the name that was asked for.
///
/// Called by `rpc` for clients and by the root for peers; `auth` reads keys of tokens here.
@NullMarked
package io.leme.store.tls;

import org.jspecify.annotations.NullMarked;
