/// What a comparison found, as a text table, as JSON lines, and as one HTML page that needs nothing
/// but itself.
@NullMarked
package io.leme.bench.report;

import org.jspecify.annotations.NullMarked;
