package dev.headwater.core.store;

/** What stands under a key is no record of the kind that belongs there. Every other item is as good as before. */
public final class UnreadableItemException extends StoreException {
    private final Key key;

    /** @param why without anything that was read, which may be what no log should hold */
    public UnreadableItemException(Key key, String type, String why) {
        super("the item " + key.pk() + " | " + key.sk() + " can not be read as a " + type + " (" + why
                + "); see: headwater repair");
        this.key = key;
    }

    public Key key() {
        return key;
    }
}
