/// How a client reaches a cluster: the values a caller chooses once, when the client is built.
///
/// All are records that check themselves, so that a client that could be built can also connect as
/// far as its settings are concerned.
@NullMarked
package io.leme.client.config;

import org.jspecify.annotations.NullMarked;
