/// `leme bench`: a load driver for any etcd v3 endpoint, and a comparison that starts Leme and etcd
/// one after the other on this machine, drives both with the same load and says what it saw.
///
/// The root package holds the commands and wires the rest: `load` sends requests and measures,
/// `cluster` starts and observes server processes, `report` writes tables, JSON lines and a page.
@NullMarked
package io.leme.bench;

import org.jspecify.annotations.NullMarked;
