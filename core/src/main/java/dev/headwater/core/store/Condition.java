package dev.headwater.core.store;

/** When a write may happen. */
public sealed interface Condition {
    /** Whatever is there is replaced. */
    record Always() implements Condition {}

    /** Only where no item is stored under the key. */
    record IfAbsent() implements Condition {}

    /** Only over the item that was read, told by its version. */
    record IfVersion(long version) implements Condition {}

    static Condition always() {
        return new Always();
    }

    static Condition ifAbsent() {
        return new IfAbsent();
    }

    static Condition ifVersion(long version) {
        return new IfVersion(version);
    }
}
