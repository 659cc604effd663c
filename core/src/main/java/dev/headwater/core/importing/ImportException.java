package dev.headwater.core.importing;

/** Something can not be imported, and why, in a sentence for an operator; it names no credentials. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ImportException(String message) {
        super(message);
    }

    /** For faults of reading, whose own messages may quote what was read: only their kind is told. */
    public static ImportException brokenOff(String what) {
        return new ImportException(what + " ends in the middle, or can not be read: nothing was changed");
    }
}
