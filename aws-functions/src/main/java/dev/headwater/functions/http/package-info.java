/** HTTP as Lambda has it: events in, answers out, the controllers of api-functions between them. */
@NullMarked
package dev.headwater.functions.http;

import org.jspecify.annotations.NullMarked;
