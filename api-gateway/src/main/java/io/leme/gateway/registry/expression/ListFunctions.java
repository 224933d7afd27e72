package io.leme.gateway.registry.expression;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;

/// Kubernetes' functions of lists: `isSorted`, `sum`, `min`, `max`, `indexOf`, `lastIndexOf`.
final class ListFunctions {
    private static final CelType ELEMENT = TypeParamType.create("T");
    private static final CelType LIST = ListType.create(ELEMENT);

    private ListFunctions() {}

    static List<Function> all() {
        return List.of(
                ofList("isSorted", SimpleType.BOOL, ListFunctions::isSorted),
                ofList("sum", ELEMENT, ListFunctions::sum),
                ofList("min", ELEMENT, list -> extreme("min", list, (a, b) -> compare(a, b) < 0)),
                ofList("max", ELEMENT, list -> extreme("max", list, (a, b) -> compare(a, b) > 0)),
                position("indexOf", List::indexOf),
                position("lastIndexOf", List::lastIndexOf));
    }

    @Immutable
    private interface OfList {
        Object of(List<?> list);
    }

    @Immutable
    private interface Position {
        int of(List<?> list, Object element);
    }

    private static Function ofList(String name, CelType result, OfList function) {
        String overload = "list_" + name;

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(
                        name, CelOverloadDecl.newMemberOverload(overload, result, LIST)),
                List.of(CelFunctionBinding.from(overload, List.class, function::of)));
    }

    private static Function position(String name, Position function) {
        String overload = "list_" + name;

        return new Function(
                CelFunctionDecl.newFunctionDeclaration(
                        name,
                        CelOverloadDecl.newMemberOverload(overload, SimpleType.INT, LIST, ELEMENT)),
                List.of(
                        CelFunctionBinding.from(
                                overload,
                                List.class,
                                Object.class,
                                (list, element) -> (long) function.of(list, element))));
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }

        return true;
    }

    private static Object sum(List<?> list) {
        Object sum = list.isEmpty() ? (Object) 0L : list.getFirst();
        for (int i = 1; i < list.size(); i++) {
            sum = plus(sum, list.get(i));
        }

        return sum;
    }

    private static Object plus(Object left, Object right) {
        return switch (left) {
            case Long number when right instanceof Long other -> Math.addExact(number, other);
            case Double number when right instanceof Double other -> number + other;
            case Duration time when right instanceof Duration other -> time.plus(other);
            default -> throw new CallFailedException(FailureReason.NO_OVERLOAD);
        };
    }

    private static Object extreme(String name, List<?> list, BiPredicate<Object, Object> better) {
        if (list.isEmpty()) {
            throw new CallFailedException(name + " called on empty list");
        }
        Object best = list.getFirst();
        for (Object each : list) {
            best = better.test(each, best) ? each : best;
        }

        return best;
    }

    @SuppressWarnings("unchecked") // Of one class, which says itself that it can be compared.
    static int compare(Object left, Object right) {
        if (left instanceof Number && right instanceof Number) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
        }
        if (left instanceof Comparable<?> comparable && left.getClass() == right.getClass()) {
            return ((Comparable<Object>) comparable).compareTo(right);
        }

        throw new CallFailedException(FailureReason.NO_OVERLOAD);
    }
}
