/** The Lambda functions: each a handler, and what it is composed of. */
@NullMarked
package dev.headwater.functions;

import org.jspecify.annotations.NullMarked;
