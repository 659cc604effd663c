/** Workers and stream hosts. */
@NullMarked
package dev.headwater.infra.ingest;

import org.jspecify.annotations.NullMarked;
