/**
 * Takes over what other systems hold: reads a source, compares it with what the same source brought before, writes the
 * difference. {@code Imports} runs jobs, {@code Plan} compares, {@code Applier} writes.
 */
package dev.headwater.api.imports;
