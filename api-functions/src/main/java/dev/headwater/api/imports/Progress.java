package dev.headwater.api.imports;

/** Is told how far a step is. Called often: whoever listens does little. */
@FunctionalInterface
interface Progress {
    /** @param all 0: not known */
    void at(String step, long done, long all);
}
