package io.leme.gateway.registry.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/// A function that expressions can call.
///
/// @param declaration for the checker
/// @param bindings for the evaluation, one for each overload
record Function(CelFunctionDecl declaration, List<CelFunctionBinding> bindings) {}
