/// What can go wrong, in terms a caller can act on.
///
/// Every failure of the store or of the way to it is one [io.leme.client.error.StoreException]:
/// thrown by the blocking methods, and the cause with which the futures of the others complete. It
/// has three views of the same failure, from coarse to fine. The
/// [family][io.leme.client.error.ErrorFamily] says what the caller may do next, the
/// [code][io.leme.client.error.ErrorCode] is the status of the remote call, and the
/// [reason][io.leme.client.error.ErrorReason] names the failures of etcd that programs commonly
/// handle one by one. The text is the server's, unchanged.
///
/// Wrong arguments are not failures of the store: they are refused on the spot with
/// [IllegalArgumentException].
@NullMarked
package io.leme.client.error;

import org.jspecify.annotations.NullMarked;
