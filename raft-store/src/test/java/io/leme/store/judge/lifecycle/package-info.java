/// How a member starts, refuses to start, and ends, as the one who runs it sees it: exit codes, log
/// lines, time.
@NullMarked
package io.leme.store.judge.lifecycle;

import org.jspecify.annotations.NullMarked;
