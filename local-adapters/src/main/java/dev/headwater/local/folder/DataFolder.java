package dev.headwater.local.folder;

import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A data folder that this process owns: {@code tables/}, {@code objects/}, {@code secrets/} and {@code run/}, whose
 * {@code lock} is held until {@link #close()}. The system lets go of it when the process dies, however it dies.
 */
public final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the lock, brings a restore that was cut short to one of its ends, and makes what is missing of the tree. */
    public static Claim claim(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            DurableFolders.create(root);
            DurableFolders.createPrivate(root.resolve("run"));
            FileChannel lock = lock(root.resolve("run").resolve("lock"));
            if (lock == null) {
                return refused(Claim.Reason.IN_USE, root + " is in use by a running Headwater");
            }
            try {
                new StagedFolder(root).settle(step -> {});
                DurableFolders.create(root.resolve("objects"));
                DurableFolders.createPrivate(root.resolve("tables"));
                DurableFolders.createPrivate(root.resolve("secrets"));
            } catch (IOException e) {
                lock.close();
                throw e;
            }
            return new Claim.Held(new DataFolder(root, lock));
        } catch (FileAlreadyExistsException e) {
            return refused(Claim.Reason.NOT_A_FOLDER, e.getFile() + " is a file, where a folder is needed");
        } catch (IOException e) {
            return refused(Claim.Reason.NOT_WRITABLE, root + " can not be written: " + DiskFaults.reason(e));
        }
    }

    public Path root() {
        return root;
    }

    public Path tables() {
        return root.resolve("tables");
    }

    public Path objects() {
        return root.resolve("objects");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** What concerns the running process only. */
    public Path run() {
        return root.resolve("run");
    }

    /** Where another content is built that takes the place of this one. */
    public StagedFolder staged() {
        return new StagedFolder(root);
    }

    /** Lets another process have the folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException(root + " could not be let go", e);
        }
    }

    /** Null where another holds it. */
    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                held = true;
                channel.truncate(0);
                // For a curious operator; nothing reads it.
                channel.write(
                        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (OverlappingFileLockException e) {
            held = false;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? channel : null;
    }

    private static Claim refused(Claim.Reason reason, String message) {
        return new Claim.Refused(reason, message);
    }
}
