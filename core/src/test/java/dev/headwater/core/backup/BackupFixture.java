package dev.headwater.core.backup;

import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores in memory, backed up and restored. */
final class BackupFixture {
    static final Passphrase PASSPHRASE = Passphrase.of("correct horse");
    private static final Progress QUIET = (step, done, all) -> {};
    /** The derivation is not what is tested, and takes a third of a second otherwise. */
    private static final int ROUNDS = 10;

    final Tables tables = new Tables(new InMemoryTableStore(), new InMemoryTableStore(), new InMemoryTableStore());
    final InMemorySecretStore secrets = new InMemorySecretStore();
    final InMemoryObjectStore objects = new InMemoryObjectStore();
    final InstantSource clock;

    BackupFixture(InstantSource clock) {
        this.clock = clock;
    }

    byte[] backup(@Nullable Passphrase passphrase, boolean media) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BackupSource source = BackupSource.of(tables, secrets, objects);
        new BackupWriter(source, "9.9", new SecureRandom(), clock, ROUNDS).write(out, passphrase, media, QUIET);
        return out.toByteArray();
    }

    Restore.Restored restore(byte[] backup, @Nullable Passphrase passphrase, boolean replace) throws IOException {
        return restore(backup, passphrase, replace, kind -> kind.equals("CHANNELS") ? 2 : 1);
    }

    Restore.Restored restore(byte[] backup, @Nullable Passphrase passphrase, boolean replace, KnownSchemas schemas)
            throws IOException {
        return new Restore(tables, secrets, objects, schemas, new SecureRandom(), clock, QUIET, _ -> {})
                .run(() -> new ByteArrayInputStream(backup), passphrase, replace, 100);
    }

    /** Everything in a table but versions. */
    static Map<String, Object> all(TableStore table) {
        Map<String, Object> all = new TreeMap<>();
        for (Item item : table.scan(1000, null).items()) {
            all.put(item.key().toString(), item.body());
        }
        return all;
    }
}
