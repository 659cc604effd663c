package dev.headwater.core.catalog;

/**
 * What lists group channels by.
 *
 * @param id as clients see it
 * @param name as lists show it
 */
public record Category(int id, String name) {
    /** Where a channel stands that was given none: apps hide what has no category. */
    public static final String UNCATEGORIZED = "Uncategorized";

    public static final int MAX_NAME = 200;

    public Category {
        requireName(name);
    }

    static void requireName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a category's name has 1 to " + MAX_NAME + " characters and no control characters");
        }
    }
}
