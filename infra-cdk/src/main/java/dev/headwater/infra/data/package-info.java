/** The tables, and the secrets that have to be there first. */
@NullMarked
package dev.headwater.infra.data;

import org.jspecify.annotations.NullMarked;
