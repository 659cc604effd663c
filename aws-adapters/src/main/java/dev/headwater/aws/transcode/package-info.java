/** Films by AWS Elemental MediaConvert: orders as its jobs, its answers as what became of them. */
@NullMarked
package dev.headwater.aws.transcode;

import org.jspecify.annotations.NullMarked;
