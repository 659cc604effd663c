package dev.headwater.core.admin;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The settings in force: one item. */
public final class StoredSettings {
    /** How settings are stored. */
    public static final ItemCodec<Settings> CODEC = ItemCodec.of(Settings.class);

    private static final Key KEY = new Key("SETTINGS", "SETTINGS");

    private final ItemTable<Settings> table;

    public StoredSettings(TableStore accounts) {
        this.table = new ItemTable<>(accounts, CODEC);
    }

    /** As they are at this moment. */
    public Settings find() {
        return table.find(KEY).orElse(Settings.DEFAULT);
    }

    /** Changes them; returns what is then in force. {@code change} may be called several times. */
    public Settings change(UnaryOperator<Settings> change) {
        return table.update(KEY, stored -> Optional.of(change.apply(stored.orElse(Settings.DEFAULT))))
                .orElseThrow();
    }
}
