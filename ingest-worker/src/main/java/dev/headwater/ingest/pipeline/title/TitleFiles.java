package dev.headwater.ingest.pipeline.title;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of a film's folder that have their name only when all of them is on the disk. */
final class TitleFiles {
    /** How files end that are being written. */
    static final String BEGUN = ".tmp";

    private TitleFiles() {}

    static void write(Path target, String text) throws IOException {
        Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), target.getFileName() + "-", BEGUN);
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            file.force(true);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Deletes all files of a folder but some; one that holds no folders. */
    static void clear(Path folder, List<String> but) throws IOException {
        delete(folder, name -> !but.contains(name));
    }

    /** Deletes what was begun by children that are gone. */
    static void clearBegun(Path folder) throws IOException {
        delete(folder, name -> name.endsWith(BEGUN));
    }

    private static void delete(Path folder, Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (which.test(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += file.toFile().length(); // 0 where it is gone by now
            }
        }
        return bytes;
    }
}
