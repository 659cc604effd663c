/** Objects in buckets of S3, and what others may send there by themselves. */
@NullMarked
package dev.headwater.aws.objects;

import org.jspecify.annotations.NullMarked;
