/// The root of the store: the only place that wires its objects together.
///
/// It builds them bottom-up and closes them in reverse. Nothing else lives here.
@NullMarked
package io.leme.store;

import org.jspecify.annotations.NullMarked;
