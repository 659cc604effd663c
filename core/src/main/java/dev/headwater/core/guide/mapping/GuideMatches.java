package dev.headwater.core.guide.mapping;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was chosen or taken for each channel, by channel id: it survives whatever an import says of the channel. */
final class GuideMatches {
    private static final String PARTITION = "GUIDE-MATCHES";
    private final ItemTable<GuideMatch> table;

    GuideMatches(TableStore catalog) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(GuideMatch.class));
    }

    Optional<GuideMatch> find(int channel) {
        return table.findReadable(key(channel));
    }

    Map<Integer, GuideMatch> all() {
        return table.list(PARTITION).stream().collect(Collectors.toMap(GuideMatch::channel, Function.identity()));
    }

    void saveAll(Collection<GuideMatch> matches) {
        table.putAll(matches, match -> key(match.channel()));
    }

    void delete(int channel) {
        table.delete(key(channel));
    }

    private static Key key(int channel) {
        return Key.numbered(PARTITION, channel);
    }
}
