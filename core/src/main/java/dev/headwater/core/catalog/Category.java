package dev.headwater.core.catalog;

import dev.headwater.core.InvalidValueException;

/**
 * What lists group content by.
 *
 * @param id as clients see it; no two categories share one, of whatever kind
 * @param name as lists show it
 * @param position lists are ordered by it, then by id
 */
public record Category(int id, String name, int position) {
    /** Where content stands that was given none: apps hide what has no category. */
    public static final String UNCATEGORIZED = "Uncategorized";

    public static final int MAX_NAME = 200;

    public Category {
        requireName(name);
    }

    static void requireName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(
                    "name", "a category's name has 1 to " + MAX_NAME + " characters and no control characters");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new InvalidValueException(
                    "name", "a category can not be called " + name + ", which is a place in a path");
        }
    }
}
