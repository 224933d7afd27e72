package io.leme.gateway.registry.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.leme.gateway.registry.expression.Estimate.Entries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a call costs at most together with its arguments, in Kubernetes' units: one, unless the
/// function walks through what it is given.
///
/// @param result size of what it makes; null when nothing is known
/// @param entries sizes of what is in there; null when nothing is known
record CallCost(long steps, @Nullable Size result, @Nullable Entries entries) {
    private static final double TEXT = 0.1;
    private static final double PATTERN = 0.25;

    /// Bytes of a network that are compared with another address.
    private static final Size COMPARED = new Size(8, 32);

    private static final Size ADDRESS = new Size(4, 16);

    /// @param overloads of the function that may be meant; the dearest counts
    static CallCost most(
            CelExpr.CelCall call,
            List<String> overloads,
            Optional<Estimate> target,
            List<Estimate> arguments) {
        return overloads.stream()
                .map(each -> new OneCall(call, each, target.orElse(null), arguments).cost())
                .reduce(CallCost::or)
                .orElse(steps(1));
    }

    private CallCost or(CallCost other) {
        Size either = result == null || other.result == null ? null : result.or(other.result);
        Size known = result == null ? other.result : result;

        return new CallCost(
                Math.max(steps, other.steps),
                either == null ? known : either,
                Entries.either(entries, other.entries));
    }

    private static CallCost steps(long steps) {
        return new CallCost(steps, null, null);
    }

    private static CallCost making(long steps, Size result) {
        return new CallCost(steps, result, null);
    }

    /// A call of one overload.
    private record OneCall(
            CelExpr.CelCall call,
            String overload,
            @Nullable Estimate target,
            List<Estimate> arguments) {
        CallCost cost() {
            CallCost own = target == null ? ofFunction() : ofMember(target);
            if (overload.equals("conditional")) {
                return conditional();
            }

            return new CallCost(
                    arguments.stream().mapToLong(Estimate::cost).reduce(own.steps, Size::sum),
                    own.result,
                    own.entries);
        }

        private Size size(int argument) {
            return argument < arguments.size()
                    ? arguments.get(argument).sizeOrUnknown()
                    : Size.of(0);
        }

        private CallCost conditional() {
            Estimate first = arguments.get(1);
            Estimate second = arguments.get(2);

            return new CallCost(
                    Size.sum(arguments.getFirst().cost(), Math.max(first.cost(), second.cost())),
                    first.sizeOrUnknown().or(second.sizeOrUnknown()),
                    Entries.either(first.entries(), second.entries()));
        }

        private CallCost ofFunction() {
            return switch (overload) {
                case "logical_and", "logical_or" -> steps(0);
                case "in_list" -> steps(size(1).most());
                case "add_string", "add_bytes" -> {
                    Size both = size(0).plus(size(1));
                    yield making(both.walk(TEXT), both);
                }
                case "add_list" ->
                        new CallCost(
                                1,
                                size(0).plus(size(1)),
                                Entries.either(
                                        arguments.get(0).entries(), arguments.get(1).entries()));
                case "string_to_bytes" -> making(size(0).walk(TEXT), size(0).times(new Size(1, 4)));
                case "bytes_to_string" ->
                        making(size(0).walk(TEXT), new Size(size(0).least() / 4, size(0).most()));
                case "equals", "not_equals" -> steps(comparison());
                default -> ofNamedFunction();
            };
        }

        private CallCost ofNamedFunction() {
            boolean ordersTexts = overload.matches("(less|greater)(_equals)?_(string|bytes)");
            if (ordersTexts) {
                return steps(comparison());
            }

            return switch (call.function()) {
                case "url" -> steps(size(0).walk(TEXT));
                case "sets.contains", "sets.intersects" ->
                        steps(Size.sum(1, size(0).times(size(1)).most()));
                case "sets.equivalent" ->
                        steps(Size.sum(1, size(0).times(size(1)).times(Size.of(2)).most()));
                default -> steps(1);
            };
        }

        /// Two values differ at the end of the shorter at the latest.
        private long comparison() {
            return Size.upTo(Math.min(size(0).most(), size(1).most())).walk(TEXT);
        }

        private CallCost ofMember(Estimate target) {
            Size size = target.sizeOrUnknown();

            return switch (call.function()) {
                case "startsWith", "endsWith" -> steps(size(0).walk(TEXT));
                case "contains" -> steps(Size.product(size.walk(TEXT), size(0).walk(TEXT)));
                case "matches" -> steps(search(size));
                case "find", "findAll" -> making(search(size), Size.upTo(size.most()));
                case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" ->
                        steps(walk(target, size));
                case "lowerAscii", "upperAscii", "substring", "trim" ->
                        making(size.walk(TEXT), size);
                case "replace" -> making(size.walk(2 * TEXT), replaced(size));
                case "split" -> making(size.walk(2 * TEXT), Size.upTo(pieces(size)));
                case "join" -> {
                    Size joined = joined(target, size);
                    yield making(joined.walk(TEXT), joined);
                }
                case "format" -> making(size.walk(TEXT), size.plus(size(0)));
                case "containsIP" -> steps(Size.sum(COMPARED.walk(TEXT), parsing()));
                case "containsCIDR" ->
                        steps(Size.sum(COMPARED.walk(TEXT) + ADDRESS.walk(TEXT) + 1, parsing()));
                default -> steps(1);
            };
        }

        private long search(Size text) {
            return Size.product(text.plus(Size.of(1)).walk(TEXT), size(0).walk(PATTERN));
        }

        /// Addresses that come as texts are read first.
        private long parsing() {
            return arguments.getFirst().type().kind() == CelKind.STRING ? size(0).walk(TEXT) : 0;
        }

        private static long walk(Estimate target, Size size) {
            return target.type().kind() == CelKind.LIST
                    ? Size.product(size.most(), Size.sum(1, compared(target)))
                    : size.walk(TEXT);
        }

        /// What it costs to compare an element of a list.
        private static long compared(Estimate list) {
            CelType element = list.type().parameters().getFirst();
            boolean walked = element.kind() == CelKind.STRING || element.kind() == CelKind.BYTES;

            return walked ? elements(list).walk(TEXT) : 0;
        }

        private static Size elements(Estimate list) {
            RuleSchema place = list.place();

            return place == null || !place.item().isVisible()
                    ? Size.UNKNOWN
                    : SchemaSizes.of(place.item());
        }

        /// As many of the shortest as fit, each replaced by the longest.
        private Size replaced(Size text) {
            Size old = size(0);
            Size fresh = size(1);
            if (old.least() == 0) {
                return Size.upTo(
                        Size.sum(
                                Size.product(Size.sum(text.most(), 1), fresh.most()), text.most()));
            }

            return fresh.most() <= old.least()
                    ? text
                    : Size.upTo(Size.product(Math.ceilDiv(text.most(), old.least()), fresh.most()));
        }

        private long pieces(Size text) {
            if (call.args().size() < 2
                    || call.args().get(1).getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
                return text.most();
            }
            CelConstant most = call.args().get(1).constant();

            return most.getKind() == CelConstant.Kind.INT64_VALUE && most.int64Value() >= 0
                    ? most.int64Value()
                    : text.most();
        }

        private Size joined(Estimate list, Size size) {
            Size between = Size.upTo(Math.max(0, size.most() - 1));

            return size.times(elements(list)).plus(size(0).times(between));
        }
    }
}
