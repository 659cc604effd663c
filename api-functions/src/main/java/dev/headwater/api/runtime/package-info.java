/** How everything is wired over the stores: the same for one machine, for the cloud's functions and for commands. */
@NullMarked
package dev.headwater.api.runtime;

import org.jspecify.annotations.NullMarked;
