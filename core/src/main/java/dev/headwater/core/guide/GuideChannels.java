package dev.headwater.core.guide;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** What sources know of guide ids, by source: written after the days it tells of. */
public final class GuideChannels {
    private final ItemTable<GuideChannel> table;

    public GuideChannels(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(GuideChannel.class));
    }

    /** Shows every guide id of a source once, in the order of their UTF-8 bytes. */
    public void forEach(int source, Consumer<GuideChannel> action) {
        table.forEach(partition(source), action);
    }

    Optional<GuideChannel> find(int source, String guideId) {
        return table.findReadable(key(source, guideId));
    }

    void putAll(int source, Collection<GuideChannel> channels) {
        table.putAll(channels, channel -> key(source, channel.guideId()));
    }

    void delete(int source, String guideId) {
        table.delete(key(source, guideId));
    }

    private static Key key(int source, String guideId) {
        return new Key(partition(source), guideId);
    }

    private static String partition(int source) {
        return "GUIDE-CHANNELS#" + Key.digits(source);
    }
}
