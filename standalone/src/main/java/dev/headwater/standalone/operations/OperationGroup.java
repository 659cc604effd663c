package dev.headwater.standalone.operations;

/** Operations on one kind of thing. */
public interface OperationGroup {
    /** Adds them, each by its name. */
    void register(Operations operations);
}
