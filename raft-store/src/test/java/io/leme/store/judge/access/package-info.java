/// Who is let in to members that run: peers by their certificates, users by their tokens.
@NullMarked
package io.leme.store.judge.access;

import org.jspecify.annotations.NullMarked;
