package io.leme.store.command;

/// Raises an alarm, or ends it. Either may be the case already.
public record SwitchAlarm(Alarm alarm, boolean raised) implements Command {}
