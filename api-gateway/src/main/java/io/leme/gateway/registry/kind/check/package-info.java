/// What the structures inside of objects have to be beyond what the table of rules says of single
/// fields: what must not be there twice, what goes only with something else, what has to match.
///
/// A [Place] is one of them: a path, what stands there, and the list that problems are added to.
/// Each class knows the structures of one area. Paths, reasons and texts are those of Kubernetes'
/// own validation, in its order, for people search for them; nothing here changes an object.
///
/// Called by the rules of the kinds.
@NullMarked
package io.leme.gateway.registry.kind.check;

import org.jspecify.annotations.NullMarked;
