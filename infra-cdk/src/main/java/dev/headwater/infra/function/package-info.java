/** How a function is made, what it is told and what it may. */
@NullMarked
package dev.headwater.infra.function;

import org.jspecify.annotations.NullMarked;
