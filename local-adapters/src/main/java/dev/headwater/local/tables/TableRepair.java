package dev.headwater.local.tables;

import dev.headwater.core.store.Key;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether the file of a table is whole, and makes one that is. Only for who owns the data folder, with the table
 * closed. What was damaged stays beside the table, as {@code NAME.damaged-STAMP}.
 */
public final class TableRepair {
    private final Path file;
    private final Path unfinished;
    private final Path finished;

    public TableRepair(Path file) {
        this.file = file;
        this.unfinished = beside(".salvaging");
        this.finished = new Connections(file, Durability.FULL).salvaged();
    }

    /**
     * What could be read.
     *
     * @param kept items in the new file
     * @param unproved of these, items no way led to: a few may have been removed or changed before the damage
     * @param gaps places where something could not be read and is lost
     * @param resumed whether an earlier repair, cut short, did the reading: then nobody knows any more what it could not read
     * @param damaged where the file that stood there is kept
     */
    public record Salvaged(long kept, long unproved, int gaps, boolean resumed, Path damaged) {}

    /**
     * Whether the file is gone, or nothing is left in it. Where its table was used before, all of it is lost, but for what
     * stands in a log.
     */
    public boolean isMissing() {
        try {
            return !Files.exists(finished) && (!Files.exists(file) || Files.size(file) == 0);
        } catch (IOException e) {
            throw DiskFaults.of(folder(), "the table " + file.getFileName() + " can not be looked at", e);
        }
    }

    /**
     * What is wrong with the file; empty: nothing. Leaves it and its log as they are.
     *
     * @throws dev.headwater.core.store.StoreException where that can not be told, or a newer Headwater wrote it
     */
    public Optional<String> problem() {
        if (Files.exists(finished)) {
            return Optional.of("a repair of it was cut short");
        }
        if (isMissing()) {
            return Optional.of("missing");
        }
        Faults faults = new Faults(file);
        Connections connections = new Connections(file, Durability.FULL);
        try (Connection connection = connections.look();
                Statement statement = connection.createStatement()) {
            if (isUnfit(statement, faults)) {
                return Optional.of("the table is missing in it");
            }
            try (ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
                String found = row.next() ? row.getString(1) : "no answer";
                return found.equals("ok")
                        ? Optional.empty()
                        : Optional.of(
                                "corrupt: " + found.replaceAll("\\s+", " ").strip());
            }
        } catch (SQLException e) {
            if (Faults.isCorrupt(e)) {
                return Optional.of("corrupt: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            }
            throw faults.of(e);
        } finally {
            connections.endLook();
        }
    }

    /** Puts a new file with everything that can be read in the place of the damaged one. */
    public Salvaged salvage(String stamp) {
        return salvage(stamp, key -> true);
    }

    /** The same with some of it only: the rest is in nobody's way, and begins anew. */
    public Salvaged salvage(String stamp, Predicate<Key> wanted) {
        try {
            Path damaged = beside(".damaged-" + stamp);
            copy(file, damaged);
            copy(log(file), log(damaged));
            DurableFolders.sync(folder());
            if (Files.exists(finished)) {
                takeItsPlace();
                return new Salvaged(count(), 0, 0, true, damaged);
            }
            remove(unfinished);
            Salvage.Result result = new Salvage(file, unfinished, wanted).run();
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
            takeItsPlace();
            return new Salvaged(result.kept(), result.unproved(), result.gaps(), false, damaged);
        } catch (SQLException e) {
            throw new Faults(file).of(e);
        } catch (IOException e) {
            throw DiskFaults.of(folder(), "the table " + file.getFileName() + " can not be salvaged", e);
        }
    }

    /** Moves the file away, as far as there is one, so that the next opening makes an empty one. Returns where to. */
    public Path setAside(String stamp) {
        Path damaged = beside(".damaged-" + stamp);
        try {
            if (Files.exists(log(file))) {
                Files.move(log(file), log(damaged), StandardCopyOption.ATOMIC_MOVE);
            }
            if (Files.exists(file)) {
                Files.move(file, damaged, StandardCopyOption.ATOMIC_MOVE);
            }
            remove(file);
            DurableFolders.sync(folder());
            return damaged;
        } catch (IOException e) {
            throw DiskFaults.of(folder(), "the table " + file.getFileName() + " can not be set aside", e);
        }
    }

    /** A log that stayed would be taken for the new file's. */
    private void takeItsPlace() throws IOException {
        Files.deleteIfExists(log(file));
        Files.deleteIfExists(beside("-shm"));
        Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFolders.sync(folder());
    }

    private long count() throws SQLException {
        try (Connection connection = new Connections(file, Durability.FULL).reader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM items")) {
            return row.getLong(1);
        }
    }

    /** Whether it is none of ours, or of a schema that is not known. */
    private static boolean isUnfit(Statement statement, Faults faults) throws SQLException {
        int schema;
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            schema = row.getInt(1);
        }
        if (schema > Migrations.HEADWATER.known()) {
            throw faults.newer(schema, Migrations.HEADWATER.known());
        }
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'items'")) {
            return schema > 0 && !row.next();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel copied = FileChannel.open(to, StandardOpenOption.WRITE)) {
                copied.force(true);
            }
        }
    }

    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(log(file));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent());
    }
}
