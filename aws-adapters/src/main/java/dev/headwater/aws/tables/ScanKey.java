package dev.headwater.aws.tables;

import dev.headwater.core.store.Key;

/** Both parts of a key as one text: the length of the first, then both. */
final class ScanKey {
    private ScanKey() {}

    static String format(Key key) {
        return key.pk().length() + ":" + key.pk() + key.sk();
    }

    /** @throws IllegalArgumentException where it is none */
    static Key parse(String text) {
        try {
            int colon = text.indexOf(':');
            int length = Integer.parseInt(text, 0, colon, 10);
            return new Key(text.substring(colon + 1, colon + 1 + length), text.substring(colon + 1 + length));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no key of a page", e);
        }
    }
}
