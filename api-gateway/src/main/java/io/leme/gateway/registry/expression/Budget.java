package io.leme.gateway.registry.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;

/// What the rules of one object may cost: steps for each rule, steps for all of them together, and
/// time. A step is the evaluation of a part of an expression, and one more for every ten characters
/// or elements of its value.
///
/// Confined to the thread that checks the object.
final class Budget implements CelEvaluationListener {
    static final long MAX_STEPS_OF_RULE = 1_000_000;
    static final long MAX_STEPS_OF_OBJECT = 10_000_000;
    private static final Duration MAX_TIME = Duration.ofSeconds(5);
    private static final int ELEMENTS_OF_STEP = 10;

    private final LongSupplier nanoClock;
    private final long endNanos;
    private long stepsOfObject;
    private long stepsOfRule;

    Budget(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.endNanos = nanoClock.getAsLong() + MAX_TIME.toNanos();
    }

    /// Says that there is nothing left. Operators may take it for an error of their operand and go
    /// on; they are told again with the next step, and whoever asked looks at the budget itself.
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super("operation cancelled: actual cost limit exceeded", null, false, false);
        }
    }

    void beginRule() {
        stepsOfRule = 0;
    }

    boolean isSpentForRule() {
        return stepsOfRule > MAX_STEPS_OF_RULE || isSpent();
    }

    /// Whether no further rule can be evaluated.
    boolean isSpent() {
        return stepsOfObject > MAX_STEPS_OF_OBJECT || nanoClock.getAsLong() - endNanos > 0;
    }

    @Override
    public void callback(CelExpr expression, Object value) {
        long steps = 1L + size(value) / ELEMENTS_OF_STEP;
        stepsOfRule += steps;
        stepsOfObject += steps;
        if (isSpentForRule()) {
            throw new SpentException();
        }
    }

    private static int size(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> 0;
        };
    }
}
