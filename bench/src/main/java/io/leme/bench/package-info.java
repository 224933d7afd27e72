/// `leme bench`: a load driver for any etcd v3 endpoint, and a comparison that starts Leme, etcd
/// and a server that does nothing on this machine, drives each in turn with the same load and says
/// what it saw.
///
/// The root package holds the commands and wires the rest: `load` sends requests and measures,
/// `cluster` starts and observes server processes, `ceiling` is the server that does nothing,
/// `compare` knows the scenarios and their order, `report` writes tables, JSON lines and a page,
/// and `micro` holds the JMH benchmarks.
@NullMarked
package io.leme.bench;

import org.jspecify.annotations.NullMarked;
