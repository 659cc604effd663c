package dev.headwater.core.catalog;

/**
 * What one stream id plays.
 *
 * @param id as URLs name it
 * @param content what has to be in a line's bouquets and within its rights: of an episode, its series
 */
public record Playable(int id, Content content) {}
