package dev.headwater.standalone.backup;

import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/** A file that its owner alone reads, and that has its name only when it is whole and on the disk. */
public final class BackupFile implements AutoCloseable {
    private final Path file;
    private final Path draft;
    private final FileChannel channel;

    public BackupFile(Path file) throws IOException {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".part");
        // Of one that was killed.
        Files.deleteIfExists(draft);
        this.channel = FileChannel.open(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DurableFolders.privateFile());
    }

    public OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Gives it its name; returns how long it is. */
    public long keep() throws IOException {
        channel.force(true);
        long size = channel.size();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFolders.sync(Objects.requireNonNull(file.getParent()));
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
