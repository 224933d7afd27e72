/// What stands in the columns of `kubectl get`: functions from an object to the text of a cell, by
/// the names that the table of kinds calls them.
///
/// What people know from Kubernetes' own printers is kept: the same words, the same order, `<none>`
/// where there is nothing. A cell never fails: what is absent or of another type reads as empty.
///
/// Called by the table of kinds.
@NullMarked
package io.leme.gateway.registry.kind.cell;

import org.jspecify.annotations.NullMarked;
