/// What the operator asked for: command lines to settings, and the layout of the data directory.
///
/// Words: *options* are a command line as it was typed; *settings* are what it means, checked; a
/// *problem* is one thing that is wrong with it, in one line.
///
/// Invariants: settings can't be built from a command line that has problems, and all problems are
/// told at once. Paths in settings are absolute. Nothing here opens a port or makes a key.
///
/// Called by the mains.
@NullMarked
package io.leme.gateway.config;

import org.jspecify.annotations.NullMarked;
