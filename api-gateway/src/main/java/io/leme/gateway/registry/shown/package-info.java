/// Objects that are not stored but made when somebody asks for them: what the gateway serves, and
/// how it is, as objects that `kubectl get` can show.
///
/// Invariants. Such a resource can be read and nothing else. A watch of it tells what there is and
/// then waits for its end.
///
/// Called by the wiring root, which puts these resources into the catalog beside the stored ones.
@NullMarked
package io.leme.gateway.registry.shown;

import org.jspecify.annotations.NullMarked;
