/// Patches: JSON patch (RFC 6902), JSON merge patch (RFC 7386) and Kubernetes' strategic merge
/// patch.
///
/// A patch is read once and applied to one tree or to several in turn (the write loop applies it
/// again when somebody else was faster). Applying never changes its argument. What can't be read is
/// 400, what can't be applied is 422.
///
/// Called by `http` (reading) and `registry` (applying).
@NullMarked
package io.leme.gateway.codec.patch;

import org.jspecify.annotations.NullMarked;
