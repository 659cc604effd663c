package dev.headwater.core.backup;

/** Told how far a backup or restore is. */
@FunctionalInterface
public interface Progress {
    /**
     * Another step of it.
     *
     * @param step what is being done
     * @param done how much of it, in entries or bytes
     * @param all of how much; 0: not known
     */
    void at(String step, long done, long all);
}
