package dev.headwater.core.backup;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a backup to any stream: one pass, a page of items in memory at most. */
public final class BackupWriter {
    private static final int PAGE = 500;
    private static final int TOLD_EVERY = 1_000;

    private final BackupSource source;
    private final String headwater;
    private final SecureRandom random;
    private final InstantSource clock;
    private final int rounds;

    /** @param headwater the version that makes it */
    public BackupWriter(BackupSource source, String headwater, SecureRandom random, InstantSource clock) {
        this(source, headwater, random, clock, Sealing.ROUNDS);
    }

    BackupWriter(BackupSource source, String headwater, SecureRandom random, InstantSource clock, int rounds) {
        this.source = source;
        this.headwater = headwater;
        this.random = random;
        this.clock = clock;
        this.rounds = rounds;
    }

    /**
     * Writes everything; blocks until it is written. What was written is no backup where this throws.
     *
     * @param out flushed, not closed
     * @param passphrase null: whoever has the file can read it
     * @param media whether packaged films and episodes go with it; else they are made again from their sources
     */
    public Contents write(OutputStream out, @Nullable Passphrase passphrase, boolean media, Progress progress)
            throws IOException {
        try (EntryOutput entries = new EntryOutput(
                out,
                Optional.ofNullable(passphrase),
                passphrase == null ? Optional.empty() : Optional.of(Preamble.Cipher.fresh(rounds, random)))) {
            entries.header(new BackupHeader(clock.instant(), headwater, media));
            // A key is kept before anything names it, and so are tables: read the other way round.
            for (BackedTable table : BackedTable.values()) {
                items(table, media, entries, progress);
            }
            secrets(entries);
            if (media) {
                objects("hls/", entries, progress);
                objects("vod/", entries, progress);
            }
            return entries.end();
        }
    }

    private void secrets(EntryOutput entries) throws IOException {
        for (String name : source.secrets().names()) {
            if (BackupScope.RENEWED.contains(name)) {
                continue;
            }
            byte[] secret = source.secrets().getOrCreate(name, () -> {
                throw new BackupException("the secret " + name + " is gone");
            });
            entries.secret(name, secret);
        }
    }

    private void items(BackedTable table, boolean media, EntryOutput entries, Progress progress) throws IOException {
        long done = 0;
        @Nullable String after = null;
        do {
            Page<Item> page = table.in(source).scan(PAGE, after);
            for (Item item : page.items()) {
                Optional<Body> kept = BackupScope.kept(table, item, media);
                if (kept.isPresent()) {
                    entries.item(table, item.key(), kept.get());
                }
                if (++done % TOLD_EVERY == 0) {
                    progress.at(table.wire(), done, 0);
                }
            }
            after = page.next();
        } while (after != null);
        progress.at(table.wire(), done, 0);
    }

    private void objects(String prefix, EntryOutput entries, Progress progress) throws IOException {
        long done = 0;
        @Nullable String after = null;
        do {
            Page<ObjectInfo> page = source.objects().list(prefix, PAGE, after);
            for (ObjectInfo info : page.items()) {
                if (BackupScope.isMedia(info.key())) {
                    // Gone since it was listed: its title was removed or made anew.
                    Optional<Blob> found = source.objects().get(info.key(), ByteRange.ALL);
                    if (found.isPresent()) {
                        try (Blob blob = found.get()) {
                            entries.object(info.key(), blob);
                        }
                        progress.at("media", ++done, 0);
                    }
                }
            }
            after = page.next();
        } while (after != null);
    }
}
