/** What CloudFront wants in us-east-1. */
@NullMarked
package dev.headwater.infra.guard;

import org.jspecify.annotations.NullMarked;
