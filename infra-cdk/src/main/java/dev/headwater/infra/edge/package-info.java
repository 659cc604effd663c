/** The distributions that serve segments, and the keys they trust. */
@NullMarked
package dev.headwater.infra.edge;

import org.jspecify.annotations.NullMarked;
