package io.leme.gateway.registry.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.stream.Stream;

/// Turns texts into programs that evaluate them, for one schema.
final class ExpressionCompiler {
    static final String SELF = "self";
    static final String OLD_SELF = "oldSelf";

    /// Characters of an expression; those that people write have a few hundred.
    static final int MAX_CHARACTERS = 16 * 1024;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 20_000;
    private static final int MAX_PATTERN_SIZE = 10_000;

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(MAX_CHARACTERS)
                    .maxParseRecursionDepth(MAX_DEPTH)
                    .maxParseExpressionNodeCount(MAX_NODES)
                    .maxRegexProgramSize(MAX_PATTERN_SIZE)
                    .comprehensionMaxIterations((int) Budget.MAX_STEPS_OF_RULE)
                    .build();

    private final Cel language;
    private final RuleSchema schema;

    /// @param optionalOld whether there is an `oldSelf` of new values too, as one that is absent
    ExpressionCompiler(RuleSchema schema, boolean optionalOld) {
        SchemaTypes.Typed types = SchemaTypes.of(schema);
        CelType old = optionalOld ? OptionalType.create(types.self()) : types.self();
        CelBuilder builder =
                CelFactory.plannerCelBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addCompilerLibraries(
                                CelExtensions.strings(),
                                CelExtensions.sets(OPTIONS),
                                CelExtensions.optional(),
                                CelExtensions.comprehensions())
                        .addRuntimeLibraries(
                                CelExtensions.strings(),
                                CelExtensions.sets(OPTIONS),
                                CelExtensions.optional(),
                                CelExtensions.comprehensions())
                        .setTypeProvider(types.provider())
                        .addVar(SELF, types.self())
                        .addVar(OLD_SELF, old);
        for (Function each : functions()) {
            builder.addFunctionDeclarations(each.declaration())
                    .addFunctionBindings(
                            CelFunctionBinding.fromOverloads(
                                    each.declaration().name(), each.bindings()));
        }
        this.language = builder.build();
        this.schema = schema;
    }

    private static List<Function> functions() {
        return Function.joined(
                Stream.of(
                                ListFunctions.all(),
                                TextFunctions.all(),
                                QuantityFunctions.all(),
                                AddressFunctions.all(),
                                UrlFunctions.all(),
                                FormatFunctions.all(),
                                VersionFunctions.all())
                        .flatMap(List::stream)
                        .toList());
    }

    /// A program.
    ///
    /// @param usesOldSelf whether it looks at the value before
    /// @param onlyTakesRests whether all its divisions are for what is left over
    /// @param cost at most
    record Expression(
            CelRuntime.Program program, boolean usesOldSelf, boolean onlyTakesRests, long cost) {}

    /// @param result what the expression has to be
    /// @throws UnusableExpressionException if there is no such program
    Expression compile(String text, CelType result) throws UnusableExpressionException {
        try {
            CelAbstractSyntaxTree tree = language.compile(text).getAst();
            CelType type = tree.getResultType();
            if (!type.equals(result) && !type.equals(SimpleType.DYN)) {
                throw new UnusableExpressionException("must evaluate to a " + result.name());
            }
            boolean usesOldSelf =
                    tree.getReferenceMap().values().stream()
                            .anyMatch(each -> each.name().equals(OLD_SELF));

            return new Expression(
                    language.createProgram(tree),
                    usesOldSelf,
                    calls(tree, "modulo_") && !calls(tree, "divide_"),
                    CostEstimator.most(tree, schema));
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw new UnusableExpressionException("compilation failed: " + wrong.getMessage());
        }
    }

    private static boolean calls(CelAbstractSyntaxTree tree, String overload) {
        return tree.getReferenceMap().values().stream()
                .flatMap(each -> each.overloadIds().stream())
                .anyMatch(each -> each.startsWith(overload));
    }

    /// An expression that does not fit its schema.
    static final class UnusableExpressionException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableExpressionException(String message) {
            super(message, null, false, false);
        }
    }
}
