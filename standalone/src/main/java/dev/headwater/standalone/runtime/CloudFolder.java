package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.tables.LocalTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The mark of a folder that holds no headend, but what a process needs that works on one in the cloud: who it is. */
final class CloudFolder {
    private static final String MARK = "cloud";
    private static final int RANDOM_DIGITS = 6;
    private static final int MAX_HOST = 40;

    private CloudFolder() {}

    /**
     * Refuses to take a folder for a headend that is none.
     *
     * @throws OperationException where what works in it works on one in the cloud
     */
    static void refuse(DataFolder folder) {
        if (Files.exists(file(folder))) {
            throw new OperationException(folder.root()
                    + " is of a process that works in the cloud and holds no headend: start it with --cloud, or name"
                    + " another folder with --data");
        }
    }

    /**
     * Who works in this folder: a name made at the first time, for {@link #mark}.
     *
     * @throws OperationException where it holds a headend
     */
    static String process(DataFolder folder, RandomGenerator random) {
        if (LocalTables.isAnyIn(folder.tables())) {
            throw new OperationException(folder.root()
                    + " holds a headend of its own; name another folder with --data (to move it: backup, then restore"
                    + " --cloud)");
        }
        try {
            Path file = file(folder);
            String name = Files.exists(file) ? Files.readString(file).strip() : "";
            return !name.isEmpty() ? name : host() + "-" + HexFormat.of().toHexDigits(random.nextLong(), RANDOM_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the folder is this process's: as soon as it has reached the cloud, and not where it never did. */
    static void mark(DataFolder folder, String process) {
        Path file = file(folder);
        try {
            if (!Files.exists(file) || Files.readString(file).isBlank()) {
                Files.writeString(file, process + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost()
                    .getHostName()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9.-]", "");
            return name.isEmpty() ? "host" : name.substring(0, Math.min(name.length(), MAX_HOST));
        } catch (UnknownHostException e) {
            return "host";
        }
    }

    private static Path file(DataFolder folder) {
        return folder.root().resolve(MARK);
    }
}
