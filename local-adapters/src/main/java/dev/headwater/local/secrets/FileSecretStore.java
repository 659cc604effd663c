package dev.headwater.local.secrets;

import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One file of base64 a secret, in a folder that only its owner enters. */
public final class FileSecretStore implements RestorableSecretStore {
    private final Path folder;

    /** Makes the folder where there is none. */
    public FileSecretStore(Path folder) {
        this.folder = folder;
        try {
            DurableFolders.createPrivate(folder);
        } catch (IOException e) {
            throw DiskFaults.of(folder, "the folder of secrets can not be made", e);
        }
    }

    @Override
    public byte[] getOrCreate(String name, Supplier<byte[]> create) {
        Path file = folder.resolve(SecretStore.requireName(name));
        try {
            return read(file);
        } catch (NoSuchFileException absent) {
            return create(file, create.get());
        } catch (IOException e) {
            throw DiskFaults.of(folder, "the secret " + name + " can not be read", e);
        }
    }

    @Override
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw DiskFaults.of(folder, "the secrets can not be listed", e);
        }
    }

    @Override
    public void put(String name, byte[] secret) {
        Path file = folder.resolve(SecretStore.requireName(name));
        Path draft = draft();
        try {
            try {
                write(draft, secret);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                DurableFolders.sync(folder);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw DiskFaults.of(folder, "the secret " + name + " can not be kept", e);
        }
    }

    /** A link appears whole and only where nothing stands, so of many who race one wins and all read what it made. */
    private byte[] create(Path file, byte[] secret) {
        Path draft = draft();
        try {
            try {
                write(draft, secret);
                Files.createLink(file, draft);
                DurableFolders.sync(folder);
            } catch (FileAlreadyExistsException e) {
                // Another was first.
            } finally {
                Files.deleteIfExists(draft);
            }
            return read(file);
        } catch (IOException e) {
            throw DiskFaults.of(folder, "the secret " + file.getFileName() + " can not be kept", e);
        }
    }

    /** A dot is in no secret's name. */
    private Path draft() {
        return folder.resolve(".draft-" + UUID.randomUUID());
    }

    private static void write(Path draft, byte[] secret) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, DurableFolders.privateFile())) {
            String line = Base64.getEncoder().encodeToString(secret) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static byte[] read(Path file) throws IOException {
        String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message quotes what it read.
            throw new StoreException(file + ": the secret is damaged; restore a backup");
        }
    }
}
