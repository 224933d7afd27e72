package io.leme.gateway.registry.expression;

import static io.leme.gateway.registry.expression.Operand.FORMAT;
import static io.leme.gateway.registry.expression.Operand.TEXT;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;

/// Kubernetes' functions of named formats: `format.NAME()`, `format.named('NAME')`, and `validate`,
/// which answers what is wrong with a text, or nothing.
final class FormatFunctions {
    private static final CelType PROBLEMS = OptionalType.create(ListType.create(SimpleType.STRING));

    private FormatFunctions() {}

    static List<Function> all() {
        List<Function> functions = new ArrayList<>();
        functions.add(
                Function.global(
                        "format.named",
                        TEXT,
                        OptionalType.create(FORMAT.type()),
                        TextFormat::named));
        functions.add(Function.member(FORMAT, "validate", TEXT, PROBLEMS, TextFormat::problems));
        for (TextFormat each : TextFormat.values()) {
            functions.add(constant(each));
        }

        return functions;
    }

    private static Function constant(TextFormat format) {
        String name = "format." + format.word();
        String overload = "format_" + format.word();

        return Function.of(
                name,
                CelOverloadDecl.newGlobalOverload(overload, FORMAT.type(), List.of()),
                CelFunctionBinding.from(overload, List.of(), _ -> format));
    }
}
