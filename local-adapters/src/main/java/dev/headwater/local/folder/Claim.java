package dev.headwater.local.folder;

/** What became of the attempt to own a data folder. */
public sealed interface Claim {
    /** It is ours until it is closed. */
    record Held(DataFolder folder) implements Claim {}

    /**
     * It is not.
     *
     * @param message one line for the operator: what is wrong and with which folder
     */
    record Refused(Reason reason, String message) implements Claim {}

    /** Why a folder could not be had. */
    enum Reason {
        IN_USE,
        NOT_WRITABLE,
        NOT_A_FOLDER
    }
}
