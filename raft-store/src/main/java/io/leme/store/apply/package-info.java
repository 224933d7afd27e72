/// The state machine: the only package that writes state. A pure function of state and envelope: no
/// clock, no chance, no thread, no setting that may differ between members.
@NullMarked
package io.leme.store.apply;

import org.jspecify.annotations.NullMarked;
