/// Deletes what belonged to objects that are gone: the garbage collector that a full cluster has in
/// its controller manager, built in so that `kubectl delete` with every `--cascade` works without
/// one.
///
/// Words. An **owner** is named in `metadata.ownerReferences` of its **dependents**, by uid. With
/// *background* propagation dependents go after their owner; with *foreground* the owner stays,
/// held by the finalizer `foregroundDeletion`, until those are gone that block it; with *orphan*
/// the finalizer `orphan` holds it until its dependents do not name it any more.
///
/// Invariants. The graph is what watches told and may be late: before something is deleted because
/// its owner is not there, the store is asked; and every delete names the uid that it means. So
/// several gateways, and a controller manager beside them, may do it at once.
///
/// Called by the wiring root.
@NullMarked
package io.leme.gateway.registry.garbage;

import org.jspecify.annotations.NullMarked;
