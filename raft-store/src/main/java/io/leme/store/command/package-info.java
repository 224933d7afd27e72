/// What can be asked of the replicated state, and what it answers.
///
/// A [io.leme.store.command.Command] is one replicated request; commands travel in an
/// [io.leme.store.command.Envelope], which is one entry of the Raft log. Everything that had to be
/// decided by clock, chance or configuration was decided before the envelope was sealed, so
/// applying it is a pure function of state and envelope. Encoded envelopes are frozen: a new
/// version is added beside the old one.
@NullMarked
package io.leme.store.command;

import org.jspecify.annotations.NullMarked;
