package dev.headwater.core.hls;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live window of each channel: one item, written only by the holder of the highest fence. */
public final class LiveWindows {
    private final ItemTable<LiveWindow> table;

    public LiveWindows(TableStore sessions) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(LiveWindow.class));
    }

    public Optional<LiveWindow> find(int channel) {
        return table.find(key(channel));
    }

    /** Those of some channels that have one which can be read. */
    public Map<Integer, LiveWindow> findAll(Collection<Integer> channels) {
        return table.findAll(channels, LiveWindows::key);
    }

    public Optional<Versioned<LiveWindow>> findVersioned(int channel) {
        return table.findVersioned(key(channel));
    }

    /**
     * Writes a window over the one that was read (null: none was).
     *
     * @return empty where somebody else wrote in between: read again, and stop where the fence there is higher
     */
    public Optional<Versioned<LiveWindow>> replace(@Nullable Versioned<LiveWindow> read, LiveWindow window) {
        return table.replace(key(window.channel()), read, window, null);
    }

    public void delete(int channel) {
        table.delete(key(channel));
    }

    private static Key key(int channel) {
        return new Key("LIVE#" + channel, "WINDOW");
    }
}
