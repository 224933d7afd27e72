/// A small etcd that misbehaves on demand, and listeners that remember what they heard.
@NullMarked
package io.leme.client.fake;

import org.jspecify.annotations.NullMarked;
