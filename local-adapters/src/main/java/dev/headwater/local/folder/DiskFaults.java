package dev.headwater.local.folder;

import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Says why a file could not be read or written, in words an operator can act on. */
public final class DiskFaults {
    /** Less than a file system keeps for itself, and than any write here needs to go through. */
    private static final long NO_SPACE = 64 * 1024;

    private DiskFaults() {}

    /**
     * A fault of a folder.
     *
     * @param folder where the disk is asked whether it has room left
     * @param what could not be done, as {@code the object a/b can not be stored}
     */
    public static StoreException of(Path folder, String what, IOException cause) {
        return isFull(folder, cause)
                ? new StoreException("the disk is full: " + what + " in " + folder, cause)
                : new StoreException(what + " in " + folder + ": " + reason(cause), cause);
    }

    /** Without the path, which whoever shows it names by its role. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException fault && fault.getReason() != null
                ? fault.getReason()
                : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        return e instanceof FileSystemException || e.getClass() == IOException.class
                ? reason
                : e.getClass().getSimpleName() + ": " + reason;
    }

    /** Java has no type for it: the system's own words tell, in English; in other languages the room that is left does. */
    private static boolean isFull(Path folder, IOException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        if (message.contains("No space left") || message.contains("quota exceeded")) {
            return true;
        }
        try {
            return !(e instanceof AccessDeniedException)
                    && Files.getFileStore(folder).getUsableSpace() < NO_SPACE;
        } catch (IOException unknown) {
            return false;
        }
    }
}
