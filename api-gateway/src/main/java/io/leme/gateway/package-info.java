/// The root of the gateway: the only place that wires its objects together.
///
/// It builds them bottom-up and closes them in reverse. Nothing else lives here.
@NullMarked
package io.leme.gateway;

import org.jspecify.annotations.NullMarked;
