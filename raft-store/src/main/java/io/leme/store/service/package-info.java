/// What a member does for its clients, one class per noun, in domain terms: no gRPC, no protocol
/// buffers. Requests arrive here well-formed; everything that needs a clock, chance or a setting is
/// decided here, before a command is proposed.
///
/// Every method returns a future at once and may be called on an event loop. Futures fail with
/// [io.leme.store.error.StoreException]. Called by `rpc`.
@NullMarked
package io.leme.store.service;

import org.jspecify.annotations.NullMarked;
