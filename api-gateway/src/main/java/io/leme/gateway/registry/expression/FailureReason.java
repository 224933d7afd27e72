package io.leme.gateway.registry.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a rule could not be evaluated, in Kubernetes' words where those of the library differ.
final class FailureReason {
    static final String NO_OVERLOAD = "no such overload";

    /// Also of what the library does not tell apart from it: the rest of such a division.
    static final String DIVISION_BY_ZERO = "division by zero";

    /// The library says where in the expression it failed, and Kubernetes does not.
    private static final Pattern LOCATED =
            Pattern.compile("evaluation error(?: at [^:]*:[0-9]+)?: (.*)", Pattern.DOTALL);

    private static final Pattern MISSING_KEY =
            Pattern.compile("(?:key ')?([^ ]*?)(?:' is not present in map\\.?)?");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private FailureReason() {}

    static String of(CelEvaluationException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CallFailedException) {
                return String.valueOf(each.getMessage());
            }
        }

        return of(failure.getErrorCode(), text(failure));
    }

    private static String of(CelErrorCode code, String text) {
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND -> {
                Matcher missing = MISSING_KEY.matcher(text);
                yield missing.matches() ? "no such key: " + missing.group(1) : text;
            }
            case INDEX_OUT_OF_BOUNDS -> {
                Matcher index = NUMBER.matcher(text);
                yield index.find() ? "index out of bounds: " + index.group() : text;
            }
            case DIVIDE_BY_ZERO -> DIVISION_BY_ZERO;
            case NUMERIC_OVERFLOW -> "integer overflow";
            case OVERLOAD_NOT_FOUND -> NO_OVERLOAD;
            case INTERNAL_ERROR, DUPLICATE_ATTRIBUTE, INVALID_ARGUMENT -> text;
            case AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND, ITERATION_BUDGET_EXCEEDED -> text;
            case BAD_FORMAT -> text;
        };
    }

    private static String text(CelEvaluationException failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher located = LOCATED.matcher(text);

        return located.matches() ? located.group(1) : text;
    }
}
