/** What the admin API does otherwise where it runs as a function. */
@NullMarked
package dev.headwater.functions.admin;

import org.jspecify.annotations.NullMarked;
