/// Stories of the key space as files: commands and the answers that they must get.
///
/// A file of `src/test/resources/transcripts` is a list of steps, each a command, a line `----` and
/// the expected answer. [io.leme.store.transcript.Script] reads the commands,
/// [io.leme.store.transcript.Answers] writes the answers. `-Dtranscript.rewrite=true` writes the
/// answers that were given into the files, for review as a diff.
@NullMarked
package io.leme.store.transcript;

import org.jspecify.annotations.NullMarked;
