package dev.headwater.core.importing;

/**
 * What something imported stands in.
 *
 * @param id the id it has where it comes from; 0: none
 */
public record ImportedCategory(int id, String name) {}
