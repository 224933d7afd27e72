/// Requests that no client makes: random bytes, random messages, messages without measure, peers
/// that fall silent or never read. Whatever comes in, the member lives, answers the next client
/// rightly, and has nothing to complain of in its log: what a stranger sends is not an error of the
/// member.
///
/// What is sent follows from a seed, which `leme.fuzz.seed` sets; `leme.fuzz.rounds` sets how much
/// is sent, as a multiple of what every build sends.
@NullMarked
package io.leme.store.judge.fuzz;

import org.jspecify.annotations.NullMarked;
