package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import io.leme.gateway.registry.expression.Estimate.Entries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Estimates what an expression can cost at most, in Kubernetes' units, from what the schema says
/// about the sizes of values: a step costs one, a walk through a text a tenth for each character,
/// and a loop as much as its steps for each element.
///
/// Kubernetes takes a value that was not reached from `self` for one of `self`'s own size, and keys
/// for empty; that is done here too, so that both accept the same rules.
final class CostEstimator {
    private static final int NEW_LIST = 10;
    private static final int NEW_MAP = 30;
    private static final int NEW_STRUCTURE = 40;

    /// The schema of keys: texts that may hold nothing.
    private static final RuleSchema KEY =
            RuleSchema.of(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("type", "string")
                            .put("maxLength", 0));

    private final CelAbstractSyntaxTree tree;
    private final RuleSchema root;

    private CostEstimator(CelAbstractSyntaxTree tree, RuleSchema root) {
        this.tree = tree;
        this.root = root;
    }

    /// @param tree a checked expression
    /// @param self schema of the value that it speaks of
    static long most(CelAbstractSyntaxTree tree, RuleSchema self) {
        return new CostEstimator(tree, self).of(tree.getExpr(), Map.of()).cost();
    }

    private Estimate of(CelExpr expression, Map<String, Estimate> locals) {
        return switch (expression.getKind()) {
            case CONSTANT -> made(expression, 0, size(expression.constant()), null);
            case IDENT -> identifier(expression, locals);
            case SELECT -> selection(expression, locals);
            case CALL -> call(expression, locals);
            case LIST -> list(expression, locals);
            case MAP -> map(expression, locals);
            case STRUCT -> structure(expression, locals);
            case COMPREHENSION -> loop(expression, locals);
            case NOT_SET -> made(expression, 0, null, null);
        };
    }

    private Estimate identifier(CelExpr expression, Map<String, Estimate> locals) {
        Estimate local = locals.get(expression.ident().name());
        if (local == null) {
            return reached(expression, 1, root, null);
        }
        Estimate found = reached(expression, 1, local.place(), local.entries());

        return found.size() != null
                ? found
                : new Estimate(1, found.type(), local.size(), local.entries(), local.place());
    }

    private Estimate selection(CelExpr expression, Map<String, Estimate> locals) {
        CelExpr.CelSelect select = expression.select();
        Estimate operand = of(select.operand(), locals);
        if (select.testOnly()) {
            return made(expression, operand.cost(), null, null);
        }
        boolean counts =
                switch (operand.type().kind()) {
                    case MAP, STRUCT, TYPE_PARAM -> true;
                    default -> false;
                };
        RuleSchema place = operand.place();

        return reached(
                expression,
                Size.sum(operand.cost(), counts ? 1 : 0),
                place == null
                        ? root
                        : place.properties()
                                .getOrDefault(
                                        FieldNames.unescaped(select.field()), RuleSchema.HIDDEN),
                null);
    }

    private Estimate call(CelExpr expression, Map<String, Estimate> locals) {
        CelExpr.CelCall call = expression.call();
        List<Estimate> arguments = call.args().stream().map(each -> of(each, locals)).toList();
        if (call.function().equals("dyn")) {
            Estimate of = arguments.getFirst();

            return made(expression, Size.sum(1, of.cost()), of.size(), of.entries());
        }
        Optional<Estimate> target = call.target().map(each -> of(each, locals));
        CallCost cost = CallCost.most(call, overloads(expression), target, arguments);
        long total = Size.sum(cost.steps(), target.map(Estimate::cost).orElse(0L));
        if (call.function().equals("_[_]")) {
            return element(expression, total, arguments.getFirst());
        }

        return made(expression, total, cost.result(), cost.entries());
    }

    private List<String> overloads(CelExpr expression) {
        return tree.getReference(expression.id())
                .map(reference -> List.copyOf(reference.overloadIds()))
                .filter(all -> !all.isEmpty())
                .orElse(List.of(""));
    }

    private Estimate element(CelExpr expression, long cost, Estimate container) {
        Estimate found = reached(expression, cost, inside(container), null);
        Entries entries = container.entries();

        return entries == null
                ? found
                : new Estimate(cost, found.type(), entries.values(), null, found.place());
    }

    private RuleSchema inside(Estimate container) {
        RuleSchema place = container.place();

        return place == null ? root : place.item();
    }

    private Estimate list(CelExpr expression, Map<String, Estimate> locals) {
        List<Estimate> elements =
                expression.list().elements().stream().map(each -> of(each, locals)).toList();

        return made(
                expression,
                Size.sum(NEW_LIST, cost(elements)),
                Size.of(elements.size()),
                new Entries(Size.of(1), either(elements)));
    }

    private Estimate map(CelExpr expression, Map<String, Estimate> locals) {
        var entries = expression.map().entries();
        List<Estimate> keys = entries.stream().map(each -> of(each.key(), locals)).toList();
        List<Estimate> values = entries.stream().map(each -> of(each.value(), locals)).toList();

        return made(
                expression,
                Size.sum(NEW_MAP, Size.sum(cost(keys), cost(values))),
                Size.of(entries.size()),
                new Entries(either(keys), either(values)));
    }

    private Estimate structure(CelExpr expression, Map<String, Estimate> locals) {
        List<Estimate> values =
                expression.struct().entries().stream()
                        .map(each -> of(each.value(), locals))
                        .toList();

        return made(expression, Size.sum(NEW_STRUCTURE, cost(values)), null, null);
    }

    private static long cost(List<Estimate> all) {
        return all.stream().mapToLong(Estimate::cost).reduce(0, Size::sum);
    }

    private static Size either(List<Estimate> all) {
        return all.stream().map(Estimate::sizeOrUnknown).reduce(Size::or).orElse(Size.of(0));
    }

    private Estimate loop(CelExpr expression, Map<String, Estimate> locals) {
        CelExpr.CelComprehension loop = expression.comprehension();
        Estimate range = of(loop.iterRange(), locals);
        Estimate start = of(loop.accuInit(), locals);
        Map<String, Estimate> after = new HashMap<>(locals);
        after.put(loop.accuVar(), start.named());
        Map<String, Estimate> within = new HashMap<>(after);
        if (!loop.iterVar2().isEmpty()) {
            within.put(loop.iterVar(), key(range));
            within.put(loop.iterVar2(), value(range));
        } else {
            within.put(loop.iterVar(), isList(range) ? value(range) : key(range));
        }
        Estimate condition = of(loop.loopCondition(), within);
        Estimate step = of(loop.loopStep(), within);
        Size count = range.sizeOrUnknown();
        long once = Size.sum(Size.sum(range.cost(), start.cost()), of(loop.result(), after).cost());
        long cost =
                Size.sum(once, Size.product(count.most(), Size.sum(condition.cost(), step.cost())));

        return switch (loop.accuInit().getKind()) {
            case LIST, MAP -> made(expression, cost, count, step.entries());
            case CONSTANT -> made(expression, cost, start.size(), null);
            case IDENT, SELECT, CALL, STRUCT, COMPREHENSION, NOT_SET ->
                    made(expression, cost, null, null);
        };
    }

    private static boolean isList(Estimate range) {
        return range.type().kind() == CelKind.LIST;
    }

    private Estimate key(Estimate range) {
        RuleSchema keys = isList(range) ? RuleSchema.HIDDEN : KEY;
        Entries entries = range.entries();

        return new Estimate(
                0,
                SimpleType.DYN,
                entries == null ? null : entries.keys(),
                null,
                range.place() == null ? root : keys);
    }

    private Estimate value(Estimate range) {
        Entries entries = range.entries();

        return new Estimate(
                0, SimpleType.DYN, entries == null ? null : entries.values(), null, inside(range));
    }

    /// A value of the schema.
    private Estimate reached(
            CelExpr expression, long cost, @Nullable RuleSchema place, @Nullable Entries entries) {
        CelType type = type(expression);
        boolean known = place != null && place.isVisible();

        return new Estimate(
                cost,
                type,
                known && place != null ? SchemaSizes.of(place) : ofScalar(type),
                entries,
                place);
    }

    /// A value that the expression makes.
    private Estimate made(
            CelExpr expression, long cost, @Nullable Size size, @Nullable Entries entries) {
        CelType type = type(expression);

        return new Estimate(cost, type, size == null ? ofScalar(type) : size, entries, null);
    }

    private CelType type(CelExpr expression) {
        return tree.getType(expression.id()).orElse(SimpleType.DYN);
    }

    private static @Nullable Size ofScalar(CelType type) {
        return switch (type.kind()) {
            case BOOL, DOUBLE, DURATION, INT, TIMESTAMP, UINT -> Size.of(1);
            case OPAQUE ->
                    type instanceof OptionalType && !type.parameters().isEmpty()
                            ? ofScalar(type.parameters().getFirst())
                            : null;
            default -> null;
        };
    }

    private static Size size(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> {
                String text = constant.stringValue();
                yield Size.of(text.codePointCount(0, text.length()));
            }
            case BYTES_VALUE -> Size.of(constant.bytesValue().size());
            default -> Size.of(1);
        };
    }
}
