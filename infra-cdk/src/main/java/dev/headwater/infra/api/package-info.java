/** The functions, and the one address by which apps reach them. */
@NullMarked
package dev.headwater.infra.api;

import org.jspecify.annotations.NullMarked;
