package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.headwater.core.store.Blob.FileSlice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers that were made for one line, kept for when it asks again: some 1 GB of them, each for a day at most. */
final class KeptFiles {
    private static final long MAX_BYTES = 1L << 30;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BUFFER = 64 << 10;
    private static final int UNIT = 1024;
    private static final int SALT_BYTES = 16;
    private static final int LEVEL = 1;
    /** So that one line, by as many hosts as it names, drives out no other's. */
    private static final int MAX_OF_LINE = 8;
    /** A file may be removed between finding and opening it. */
    private static final int MAX_ATTEMPTS = 3;

    private final Path folder;
    /** What a file is named by holds credentials: nobody can try some on the names. */
    private final String salt;

    private final Cache<String, Kept> files;
    /** The names of each line's, that asked for last at the end. */
    private final Map<Integer, Deque<String>> ofLines = new ConcurrentHashMap<>();
    /** What is being written, by its name. */
    private final Map<String, CompletableFuture<Kept>> writing = new ConcurrentHashMap<>();

    /** Lines something is written for. */
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    KeptFiles(Path folder, InstantSource clock) {
        this.folder = folder;
        byte[] random = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(random);
        this.salt = HexFormat.of().formatHex(random);
        this.files = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES / UNIT)
                .weigher((String key, Kept kept) -> 1 + (int) Math.min(kept.length() / UNIT, Integer.MAX_VALUE - 1))
                .expireAfterWrite(KEPT)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .executor(Runnable::run)
                .removalListener((@Nullable String key, @Nullable Kept kept, RemovalCause cause) -> removed(key, kept))
                .build();
    }

    private record Kept(int line, Path path, long length) {}

    /** Writes an answer. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /**
     * @param line its id
     * @param what it is, down to the last byte; never stored
     * @throws LineBusyException where something else is being written for the line; who asks for the same waits for it
     */
    Prepared of(int line, String what, boolean gzip, Writer writer) throws IOException {
        String name = Hashes.of(salt + (gzip ? "z" : "p") + what);
        for (int attempt = 0; ; attempt++) {
            try {
                Kept known = files.getIfPresent(name);
                Kept kept = known == null ? written(name, line, gzip, writer) : known;
                keep(line, name);
                FileChannel file = FileChannel.open(kept.path());
                return new Prepared(
                        null,
                        Channels.newInputStream(file),
                        kept.length(),
                        gzip,
                        "\"" + name + "\"",
                        Optional.of(new FileSlice(kept.path(), 0, kept.length())));
            } catch (NoSuchFileException e) {
                files.invalidate(name);
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    /** The lengths of those that are kept of a line, in bytes. */
    List<Long> lengths(int line) {
        return names(line).stream()
                .flatMap(name -> Stream.ofNullable(files.getIfPresent(name)))
                .map(Kept::length)
                .toList();
    }

    /** Deletes those of a line. */
    void forget(int line) {
        files.invalidateAll(names(line));
    }

    private List<String> names(int line) {
        List<String> found = new ArrayList<>();
        ofLines.computeIfPresent(line, (_, names) -> {
            found.addAll(names);
            return names;
        });
        return found;
    }

    /** Written by the first who asks; who asks meanwhile waits. Not within the cache, which would keep other names waiting. */
    private Kept written(String name, int line, boolean gzip, Writer writer) {
        CompletableFuture<Kept> mine = new CompletableFuture<>();
        CompletableFuture<Kept> others = writing.putIfAbsent(name, mine);
        if (others != null) {
            return await(others);
        }
        try {
            Kept ended = files.getIfPresent(name); // between looking and writing
            Kept kept = ended == null ? write(line, gzip, writer) : ended;
            if (ended == null) {
                files.put(name, kept);
            }
            mine.complete(kept);
            return kept;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            writing.remove(name, mine);
        }
    }

    private static Kept await(CompletableFuture<Kept> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private Kept write(int line, boolean gzip, Writer writer) {
        if (!busy.add(line)) {
            throw new LineBusyException();
        }
        try {
            Path path = Files.createTempFile(folder, "line", null);
            try (OutputStream file = Files.newOutputStream(path)) {
                encode(file, gzip, writer);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
            return new Kept(line, path, Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            busy.remove(line);
        }
    }

    private void keep(int line, String name) {
        List<String> over = new ArrayList<>();
        ofLines.compute(line, (_, known) -> {
            Deque<String> names = known == null ? new ArrayDeque<>() : known;
            names.remove(name);
            names.addLast(name);
            while (names.size() > MAX_OF_LINE) {
                over.add(names.removeFirst());
            }
            return names;
        });
        files.invalidateAll(over);
    }

    private void removed(@Nullable String name, @Nullable Kept kept) {
        if (name != null && kept != null) {
            ofLines.computeIfPresent(kept.line(), (_, names) -> {
                names.remove(name);
                return names.isEmpty() ? null : names;
            });
        }
        delete(kept);
    }

    /** Writes an answer as it is to be sent. */
    private static void encode(OutputStream to, boolean gzip, Writer writer) throws IOException {
        if (!gzip) {
            OutputStream out = new BufferedOutputStream(to, BUFFER);
            writer.write(out);
            out.flush();
            return;
        }
        try (GzipMembers members = new GzipMembers(to, LEVEL)) {
            members.begin();
            // In blocks: the compressor is called through JNI.
            OutputStream out = new BufferedOutputStream(
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            write(new byte[] {(byte) b}, 0, 1);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            members.write(bytes, offset, length);
                        }
                    },
                    BUFFER);
            writer.write(out);
            out.flush();
            members.end();
        }
    }

    private static void delete(@Nullable Kept kept) {
        try {
            if (kept != null) {
                Files.deleteIfExists(kept.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
