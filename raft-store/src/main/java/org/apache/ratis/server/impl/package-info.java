/// What has to stand in Ratis' own package, because Ratis lets nobody else near it. Called by
/// `io.leme.store.consensus.ratis` only.
@NullMarked
package org.apache.ratis.server.impl;

import org.jspecify.annotations.NullMarked;
