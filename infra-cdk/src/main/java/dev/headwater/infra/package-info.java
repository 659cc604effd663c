/** One small stack for each lifecycle, and the app that puts them in order. */
@NullMarked
package dev.headwater.infra;

import org.jspecify.annotations.NullMarked;
