package dev.headwater.core.backup;

import dev.headwater.core.Pause;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into stores of any kind. The whole of it is read and checked before anything is written; from the first
 * write to the last a {@link RestoreMarker} keeps everything from starting on half a system, and the same restore may be
 * run again. Nothing else may use the stores meanwhile. What goes on all the same sees the mark and stands still, which is
 * waited for before anything is removed.
 */
public final class Restore {
    /** How many ids of a sequence may have been handed out between a backup and a loss, where nobody knows better. */
    public static final int SKIPPED_IDS = 10_000;

    /** Far longer than a {@link RestoreWatch} needs to see the mark, so that calls that had begun may end. */
    public static final Duration UNTIL_ALL_STAND_STILL = Duration.ofMinutes(1);

    private static final int PAGE = 500;
    private static final int BATCH = 500;
    private static final long BATCH_CHARS = 4L << 20;
    private static final int RENEWED_BYTES = 32;
    private static final String IDS = "IDS#";

    private final Tables tables;
    private final RestorableSecretStore secrets;
    private final ObjectStore objects;
    private final KnownSchemas schemas;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Progress progress;
    private final Pause pause;

    /** @param pause how what goes on is waited for, where something is replaced */
    public Restore(
            Tables tables,
            RestorableSecretStore secrets,
            ObjectStore objects,
            KnownSchemas schemas,
            SecureRandom random,
            InstantSource clock,
            Progress progress,
            Pause pause) {
        this.tables = tables;
        this.secrets = secrets;
        this.objects = objects;
        this.schemas = schemas;
        this.random = random;
        this.clock = clock;
        this.progress = progress;
        this.pause = pause;
    }

    /** Opens the backup from its beginning; asked for more than once. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * What was restored.
     *
     * @param header what the backup says of itself
     */
    public record Restored(BackupHeader header, Contents contents) {}

    /**
     * Restores.
     *
     * @param replace whether what is in the tables goes; else it has to be nothing
     * @param skippedIds how many ids of each sequence are left out, since nobody knows whether they were handed out
     * @throws BackupException with nothing changed, where the backup is not whole, is newer, or may not be put here
     */
    public Restored run(Opening backup, @Nullable Passphrase passphrase, boolean replace, int skippedIds)
            throws IOException {
        progress.at("checking", 0, 0);
        try (InputStream in = backup.open()) {
            BackupReader.verify(in);
        }
        try (InputStream in = backup.open()) {
            BackupReader.read(in, passphrase, new Check());
        }
        boolean cutShort = RestoreMarker.stands(tables.accounts());
        if (!cutShort && !replace && !isEmpty()) {
            throw new BackupException("there is something here already, which a restore would replace");
        }
        RestoreMarker.put(tables.accounts());
        if (cutShort || replace) {
            progress.at("waiting for what runs to stand still", 0, 0);
            pause.of(UNTIL_ALL_STAND_STILL);
            clear();
        }
        Writing writing = new Writing();
        Contents contents;
        try (InputStream in = backup.open()) {
            contents = BackupReader.read(in, passphrase, writing);
        }
        writing.flush();
        secrets.names().stream().filter(BackupScope.RENEWED::contains).forEach(this::renew);
        writing.sequences.forEach(name -> new IdSequence(tables.accounts(), name, 1).next(skippedIds));
        forgetAssetsWithoutObjects();
        RestoreMarker.remove(tables.accounts());
        return new Restored(Entry.required(writing.header), contents);
    }

    private void renew(String name) {
        byte[] secret = new byte[RENEWED_BYTES];
        random.nextBytes(secret);
        secrets.put(name, secret);
    }

    private boolean isEmpty() {
        for (BackedTable table : BackedTable.values()) {
            if (!table.in(tables).scan(1, null).items().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void clear() {
        for (BackedTable table : BackedTable.values()) {
            TableStore store = table.in(tables);
            @Nullable String after = null;
            do {
                Page<Item> page = store.scan(PAGE, after);
                for (Item item : page.items()) {
                    if (!RestoreMarker.is(item.key())) {
                        store.delete(item.key(), Condition.always());
                    }
                }
                after = page.next();
            } while (after != null);
        }
    }

    /** A title that was made anew while the backup was written: it is made when it is asked for next. */
    private void forgetAssetsWithoutObjects() {
        @Nullable String after = null;
        do {
            Page<Item> page = tables.catalog().scan(PAGE, after);
            for (Item item : page.items()) {
                if (BackupScope.kind(item.key()).equals("VOD#") && !hasObjects(Assets.CODEC.decode(item))) {
                    tables.catalog().delete(item.key(), Condition.always());
                }
            }
            after = page.next();
        } while (after != null);
    }

    private boolean hasObjects(Asset asset) {
        Asset.Packaged packaged = asset.packaged();
        return packaged == null
                || (exists(packaged.playlist())
                        && (packaged.file() == null
                                || exists("hls/" + asset.content() + "/file/vod/" + packaged.file())));
    }

    private boolean exists(String key) {
        return objects.get(key, ByteRange.ALL)
                .map(blob -> {
                    blob.close();
                    return true;
                })
                .orElse(false);
    }

    /** Looks at everything, changes nothing. */
    private class Check implements BackupVisitor {
        @Override
        public void header(BackupHeader header) {}

        @Override
        public void item(BackedTable table, Key key, Body body) {
            String kind = BackupScope.kind(key);
            int known = schemas.newest(kind);
            if (body.schema() > known) {
                throw new BackupException("the backup holds items of " + kind + " in schema " + body.schema()
                        + ", which a newer Headwater wrote; this one knows " + known);
            }
            if (RestoreMarker.is(key)) {
                throw BackupException.damaged("it holds the mark of a restore");
            }
            var _ = BackupScope.restored(table, key, body, clock.instant());
        }

        @Override
        public void secret(String name, byte[] secret) {
            SecretStore.requireName(name);
        }

        @Override
        public void object(String key, ObjectMeta meta, InputStream body) {
            if (!BackupScope.isMedia(key)) {
                throw BackupException.damaged("it holds an object that is none of a title");
            }
        }
    }

    private final class Writing extends Check {
        private final Set<String> sequences = new TreeSet<>();
        private final List<TableStore.Write> batch = new ArrayList<>();
        private @Nullable BackupHeader header;
        private BackedTable batched = BackedTable.ACCOUNTS;
        private long chars;
        private long done;

        @Override
        public void header(BackupHeader read) {
            header = read;
        }

        @Override
        public void item(BackedTable table, Key key, Body body) {
            super.item(table, key, body);
            if (table == BackedTable.ACCOUNTS && BackupScope.isLoggedIn(key)) {
                return;
            }
            if (table == BackedTable.ACCOUNTS && BackupScope.kind(key).equals(IDS)) {
                sequences.add(key.pk().substring(IDS.length()));
            }
            if (table != batched || batch.size() == BATCH || chars > BATCH_CHARS) {
                flush();
                batched = table;
            }
            batch.add(new TableStore.Write(key, BackupScope.restored(table, key, body, clock.instant())));
            chars += body.json().length();
            done++;
        }

        void flush() {
            batched.in(tables).putAll(batch);
            batch.clear();
            chars = 0;
            progress.at("restoring", done, 0);
        }

        @Override
        public void secret(String name, byte[] secret) {
            super.secret(name, secret);
            if (BackupScope.RENEWED.contains(name)) {
                return;
            }
            secrets.put(name, secret);
        }

        @Override
        public void object(String key, ObjectMeta meta, InputStream body) {
            super.object(key, meta, body);
            objects.put(key, body, meta);
            progress.at("restoring", ++done, 0);
        }
    }
}
