/** The buckets, and MediaConvert. */
@NullMarked
package dev.headwater.infra.media;

import org.jspecify.annotations.NullMarked;
